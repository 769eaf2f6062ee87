export { iterate, type PrismaIteration } from './iterate.js';
export { paginate } from './paginate.js';
export type { PrismaKnown, PrismaModel, PrismaQuery, PrismaRow } from './prisma-model.js';
export type { PrismaPageOptions } from './prisma-page-options.js';
export { PrismaPageSource } from './prisma-page-source.js';
export { queryable, type PrismaQueryable } from './queryable.js';
