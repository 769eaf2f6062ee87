import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { PaginateOptions } from './paginate.options.js';
import { PaginateDeclaration } from './request/paginate-declaration.js';
import { PaginateTransform } from './request/paginate.transform.js';
import { RequestedList } from './request/requested-list.js';

/**
 * The page that a client asks for, as a PageRequest: `@Paginate({ key: 'id', sortable: ['name'] }) page: PageRequest`.
 * Throws PaginationException. Without options it is `@Query(PaginationPipe)`.
 */
export function Paginate(options: PaginateOptions = {}): ParameterDecorator {
  return ListParameter(new PaginateDeclaration(options), PaginateTransform);
}

const ListParameter = createParamDecorator(
  ({ options }: PaginateDeclaration, context: ExecutionContext) =>
    RequestedList.from(context, options),
);
