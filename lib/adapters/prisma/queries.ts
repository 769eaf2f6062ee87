import type { Selected } from './sort-selection.js';
import type { Where } from './where-condition.js';

/** What this adapter calls of a model; PrismaModel takes the models of all generated clients. */
export interface Queries {
  findMany(args: object): PromiseLike<ReadRow[]>;
  count(args: object): PromiseLike<number>;
}

export type ReadRow = Readonly<Record<string, unknown>>;

export interface ListQuery extends Selected {
  readonly where?: Where | undefined;
}
