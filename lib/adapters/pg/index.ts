export { iterate, type PgIteration } from './iterate.js';
export { paginate } from './paginate.js';
export { PgPageSource } from './pg-page-source.js';
export type { PgQuery, PgQueryable, PgStatement } from './pg-query.js';
