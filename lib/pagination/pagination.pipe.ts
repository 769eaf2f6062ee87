import {
  type ArgumentMetadata,
  Inject,
  Injectable,
  Optional,
  type PipeTransform,
} from '@nestjs/common';
import { PaginationOptions } from './pagination.options.js';
import { isConvertible } from './request/is-convertible.js';
import { numberedPage } from './request/numbered-page.js';
import { readQuery } from './request/read-query.js';
import { RouteRules } from './request/route-rules.js';

/**
 * Turns a whole query into a PageRequest: `@Query(PaginationPipe) page: PageRequest`, or `@UsePipes(PaginationPipe)`.
 * Throws PaginationException; lets named, classed and other parameters through as they are.
 */
@Injectable()
export class PaginationPipe implements PipeTransform<unknown, unknown> {
  readonly options: PaginationOptions;
  readonly #rules: RouteRules;

  constructor(@Optional() @Inject(PaginationOptions) options?: Partial<PaginationOptions>) {
    this.options = PaginationOptions.from(options ?? PaginationOptions.defaults);
    this.#rules = new RouteRules(this.options);
  }

  transform(value: unknown, metadata: ArgumentMetadata): unknown {
    if (!isConvertible(metadata)) return value;
    return numberedPage(readQuery(value, this.#rules), this.#rules);
  }
}
