import { PageFetchError } from '../../pagination/page-fetch.error.js';

/** Why a query has no pages. */
export const UnpageableQuery = {
  noSelect(): PageFetchError {
    return new PageFetchError('The query is no select of PostgreSQL, SQLite or MySQL.', {
      code: 'PAGE_QUERY',
      hint: 'Build it with db.select(...).from(...), not with db.query; for another database write a PageSource of your own and call fetchPage.',
    });
  },

  limited(): PageFetchError {
    return new PageFetchError('The query has a limit, an offset or a union of its own.', {
      code: 'PAGE_QUERY',
      hint: 'Leave them out: a page has its own. Rows of a union are paged as a subquery, db.select().from(union.as(name)).',
    });
  },

  unknownField(field: string): PageFetchError {
    return new PageFetchError(`The query has no column for the field "${field}".`, {
      code: 'PAGE_FIELD',
      hint: `A field is what the query selects under this name, a column of its table, or is given in the option columns: { ${JSON.stringify(field)}: table.column }.`,
    });
  },
} as const;
