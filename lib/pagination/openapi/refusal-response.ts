import type { PaginationProblem } from '../pagination.exception.js';
import type { RouteRules } from '../request/route-rules.js';

const CODES: Readonly<Record<PaginationProblem['code'], true>> = {
  PAGINATION_LIMIT: true,
  PAGINATION_PAGE: true,
  PAGINATION_CURSOR: true,
  PAGINATION_OFFSET: true,
  PAGINATION_SORT: true,
};

/** The 400 of a route whose query cannot be read, as @ApiResponse() stores it: the body of PaginationException. */
export function refusalResponse({ names }: RouteRules): object {
  const properties = {
    statusCode: { type: 'integer', enum: [400] },
    error: { type: 'string', enum: ['Bad Request'] },
    code: { type: 'string', enum: Object.keys(CODES) },
    parameter: { type: 'string', enum: names.own().map((parameter) => names[parameter]) },
    message: { type: 'string' },
  };
  return {
    description: 'A parameter that asks for the page is malformed or goes too far.',
    schema: { type: 'object', required: Object.keys(properties), properties },
  };
}
