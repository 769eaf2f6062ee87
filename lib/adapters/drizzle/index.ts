export { paginate } from './paginate.js';
export { iterate, type DrizzleIteration } from './iterate.js';
export { DrizzlePageSource } from './drizzle-page-source.js';
export type { ChosenColumn, DrizzleOptions } from './drizzle.options.js';
export type { DrizzleQuery } from './drizzle-query.js';
