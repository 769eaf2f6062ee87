export { paginate } from './paginate.js';
export { iterate, type IterateOptions } from './iterate.js';
export { TypeOrmSource } from './typeorm-source.js';
export type { ChosenColumn, TypeOrmOptions } from './typeorm.options.js';
