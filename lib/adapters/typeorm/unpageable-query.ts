import { PageFetchError } from '../../pagination/page-fetch.error.js';

/** Why a query has no pages. */
export const UnpageableQuery = {
  noEntity(): PageFetchError {
    return new PageFetchError(
      'The query reads no entity, so that nothing is known of its columns.',
      {
        code: 'PAGE_ENTITY',
        hint: 'Start it with repository.createQueryBuilder(alias).',
      },
    );
  },

  database(type: string): PageFetchError {
    return new PageFetchError(`Pages of a database of the type ${type} are not supported.`, {
      code: 'PAGE_DATABASE',
      hint: 'Supported are PostgreSQL, CockroachDB, MySQL, MariaDB and SQLite; for another one write a PageSource of your own and call fetchPage.',
    });
  },

  toManyJoin(relation: string): PageFetchError {
    return new PageFetchError(
      `The query joins ${relation}, which has many rows for one, and a page would end among them.`,
      {
        code: 'PAGE_JOINS',
        hint: 'To filter by it use EXISTS with a subquery; to show it load it afterwards, for the rows of the page.',
      },
    );
  },

  manyRows(rows: number, entities: number): PageFetchError {
    return new PageFetchError(`The query gave ${rows} rows for ${entities} entities.`, {
      code: 'PAGE_JOINS',
      hint: 'A join has many rows for one, or the driver rounds the primary key: filter by EXISTS with a subquery, and read a large key as text.',
    });
  },

  unknownField(field: string, alias: string): PageFetchError {
    return new PageFetchError(`The query has no column for the field "${field}".`, {
      code: 'PAGE_FIELD',
      hint: `A field is a property path of "${alias}", of an entity that is joined along that path, or is given in the option columns: { ${JSON.stringify(field)}: 'alias.property' }.`,
    });
  },
} as const;
