import {
  type ArgumentMetadata,
  Inject,
  Injectable,
  Optional,
  type PipeTransform,
} from '@nestjs/common';
import { isConvertible } from './is-convertible.js';
import { PaginationOptions } from './pagination.options.js';
import { parsePageRequest } from './parse-page-request.js';

/**
 * Turns a whole query into a PageRequest: `@Query(PaginationPipe) page: PageRequest`, or `@UsePipes(PaginationPipe)`.
 * Throws PaginationException; lets named, classed and other parameters through as they are.
 */
@Injectable()
export class PaginationPipe implements PipeTransform<unknown, unknown> {
  readonly options: PaginationOptions;

  constructor(@Optional() @Inject(PaginationOptions) options?: Partial<PaginationOptions>) {
    this.options = PaginationOptions.from(options ?? PaginationOptions.defaults);
  }

  transform(value: unknown, metadata: ArgumentMetadata): unknown {
    return isConvertible(metadata) ? parsePageRequest(value, this.options) : value;
  }
}
