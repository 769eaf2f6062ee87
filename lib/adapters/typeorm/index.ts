export { paginate } from './paginate.js';
export { iterate, type TypeOrmIteration } from './iterate.js';
export { TypeOrmPageSource } from './typeorm-page-source.js';
export type { ChosenColumn, TypeOrmOptions } from './typeorm.options.js';
