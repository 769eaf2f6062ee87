import type { Type } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, getSchemaPath } from '@nestjs/swagger';
import { routeOf } from '../pagination/routes/route-of.js';
import { PageMetaModel } from './page-meta.model.js';

export interface ApiPageOptions {
  /** Whether the answer is a Page, or its rows alone. @default that of the route's @Paginate() */
  readonly body?: 'page' | 'array';
  /** Of the answer, in the document. */
  readonly description?: string;
}

/** Documents the answer of a route with pages, 200, with its Link header (RFC 8288): `@ApiPage(City)`. */
export function ApiPage(row: Type, options: ApiPageOptions = {}): MethodDecorator {
  return (target, name, descriptor: PropertyDescriptor) => {
    ApiExtraModels(row, PageMetaModel)(target, name, descriptor);
    // Parameters are decorated before their method, so that @Paginate() stands.
    const route = routeOf(target.constructor as Type, String(name));
    const body = options.body ?? route?.declared.body ?? 'page';
    const rows = { type: 'array', items: { $ref: getSchemaPath(row) } };
    const { description = 'A page of the list.' } = options;
    const schema = body === 'array' ? rows : pageOf(rows);
    ApiOkResponse({ description, schema, headers: { Link } })(target, name, descriptor);
  };
}

const Link = {
  description: 'The pages around this one: first, prev, next and last, as far as there are such.',
  schema: { type: 'string' },
};

function pageOf(rows: object) {
  const meta = { $ref: getSchemaPath(PageMetaModel) };
  return { type: 'object', required: ['data', 'meta'], properties: { data: rows, meta } };
}
