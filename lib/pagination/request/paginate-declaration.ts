import type { PaginateOptions } from '../paginate.options.js';

/** What @Paginate() stores with its parameter, and by which that is found again. */
export class PaginateDeclaration {
  constructor(readonly options: PaginateOptions) {}
}
