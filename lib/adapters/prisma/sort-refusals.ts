import { PageFetchError } from '../../pagination/page-fetch.error.js';

const BY_SQL =
  'read the list by SQL: paginate(page, queryable(prisma), { text }) with paginate of ./pg, on PostgreSQL';

export function unknownClient(model: string): PageFetchError {
  return new PageFetchError(`The Prisma client does not tell what ${model} is made of.`, {
    code: 'PAGE_PRISMA_CLIENT',
    hint: 'Pass a model of a client of Prisma 7, such as prisma.city, and not a wrapper around it.',
  });
}

export function unknownNulls(model: string, field: string): PageFetchError {
  return new PageFetchError(
    `The Prisma client does not tell whether ${model}.${field} may be NULL.`,
    {
      code: 'PAGE_NULL',
      hint: 'Name the sort columns that may be NULL in the option `nullable`, an empty array when there are none.',
    },
  );
}

export function unsortable(model: string, field: string, found: string): PageFetchError {
  return new PageFetchError(
    `${model}.${field} cannot be a sort column of a page: it is ${found}.`,
    {
      code: 'PAGE_SORT_COLUMN',
      hint: `Sort by columns that Prisma can compare by "gt": numbers, texts, booleans, dates. Or ${BY_SQL}.`,
    },
  );
}

export function finerThanMilliseconds(model: string, field: string): PageFetchError {
  return new PageFetchError(
    `${model}.${field} is a sort column that is finer than milliseconds, which Prisma cuts off; rows would be lost.`,
    {
      code: 'PAGE_PRECISION',
      hint: `Declare it with three digits, such as @db.Timestamp(3) or @db.DateTime(3); or ${BY_SQL}; or, when all its values are whole milliseconds, name it in the option \`milliseconds\`.`,
    },
  );
}

export function notAsInDatabase(model: string, fields: readonly string[]): PageFetchError {
  return new PageFetchError(
    `A row of ${model} is not found by the values that Prisma reads of its sort columns (${fields.join(', ')}); rows would be lost.`,
    {
      code: 'PAGE_PRECISION',
      hint: `A timestamp there is finer than milliseconds or not written as Prisma writes it, or a float has 32 bits: cut the column to milliseconds, make it a double, or ${BY_SQL}.`,
    },
  );
}

export function notRead(model: string, field: string): PageFetchError {
  return new PageFetchError(
    `A row of ${model} came without its sort column ${field}, or as another type.`,
    {
      code: 'PAGE_SORT_COLUMN',
      hint: `A client that omits it for all queries needs omit: { ${field}: false } in this one; a result extension may not change it.`,
    },
  );
}
