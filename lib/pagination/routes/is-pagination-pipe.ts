import { PaginationPipe } from '../pagination.pipe.js';

/** Whether what stands in a decorator is the pipe, a subclass of it, or an instance of either. */
export function isPaginationPipe(pipe: unknown): boolean {
  if (typeof pipe !== 'function') return pipe instanceof PaginationPipe;
  return pipe === PaginationPipe || pipe.prototype instanceof PaginationPipe;
}
