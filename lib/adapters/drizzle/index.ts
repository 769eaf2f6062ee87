export { paginate } from './paginate.js';
export { iterate, type IterateOptions } from './iterate.js';
export { DrizzleSource } from './drizzle-source.js';
export type { ChosenColumn, DrizzleOptions } from './drizzle.options.js';
export type { DrizzleQuery } from './drizzle-query.js';
