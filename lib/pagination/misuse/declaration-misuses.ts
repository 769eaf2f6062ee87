import type { PaginateOptions } from '../paginate.options.js';
import { isConvertible } from '../request/is-convertible.js';
import type { Handler, HandlerParameter } from '../routes/handler.js';

/** What is wrong with @Paginate() on a route, whatever the options of the application are. */
export function declarationMisuses({ name, parameters }: Handler): string[] {
  const declared = parameters.filter(({ declaration }) => declaration !== undefined);
  const hasPipe = parameters.some((each) => isConvertible(each) && each.pipes.length > 0);
  const misuses = declared.flatMap((parameter) =>
    problemsOf(parameter).map((problem) => `${name}, @Paginate(): ${problem}`),
  );
  if (declared.length > 1) misuses.push(`${name}: @Paginate() stands on two parameters. Keep one.`);
  if (declared.length > 0 && hasPipe) {
    misuses.push(`${name}: @Paginate() and PaginationPipe would both read the page. Keep one.`);
  }
  return misuses;
}

function problemsOf({ declaration, metatype }: HandlerParameter): string[] {
  if (declaration === undefined) return [];
  const { options } = declaration;
  const problems = [...fieldProblems(options), ...keyProblems(options), ...choiceProblems(options)];
  if (metatype !== undefined && metatype !== Object) {
    problems.push(
      `the parameter has the class ${metatype.name}, which a ValidationPipe may empty. ` +
        'Write page: PageRequest, with import type { PageRequest }.',
    );
  }
  return problems;
}

function fieldProblems({ key, sort = {}, sortable = [], filters = [] }: PaginateOptions): string[] {
  const lists = { key: [key ?? []].flat(), sortable, filters };
  const problems = Object.entries(lists)
    .filter(([, fields]) => new Set(fields).size < fields.length)
    .map(([list]) => `${list} names something twice.`);
  if ([...lists.key, ...Object.keys(sort), ...filters].includes('')) {
    problems.push('key, sort and filters must not hold an empty name.');
  }
  if (!sortable.every((field) => SORTABLE.test(field))) {
    problems.push('sortable must hold names without commas, blanks and a - at their start.');
  }
  return problems;
}

/** What a client can write between commas. */
const SORTABLE = /^[^-,\s][^,\s]*$/;

function keyProblems({ key, sort, sortable, filters, scope }: PaginateOptions): string[] {
  if (key !== undefined && key.length > 0) return [];
  const needing = Object.entries({ sort, sortable, filters, scope })
    .filter(([, value]) => value !== undefined)
    .map(([option]) => option);
  if (key === undefined && needing.length === 0) return [];
  const what = key === undefined ? `${needing.join(', ')} without key.` : 'key names nothing.';
  return [`${what} Name the unique field that completes the order: key: 'id'.`];
}

const DIRECTIONS: readonly unknown[] = ['asc', 'desc'];
const TOTALS: readonly unknown[] = ['none', 'capped', 'estimated', 'exact', undefined];
const BODIES: readonly unknown[] = ['page', 'array', undefined];

function choiceProblems({ sort = {}, total, body }: PaginateOptions): string[] {
  const problems = Object.entries(sort)
    .filter(([, direction]) => !DIRECTIONS.includes(direction))
    .map(([field]) => `sort.${field} must be 'asc' or 'desc'.`);
  if (!TOTALS.includes(total)) {
    problems.push("total must be 'none', 'capped', 'estimated' or 'exact'.");
  }
  if (!BODIES.includes(body)) problems.push("body must be 'page' or 'array'.");
  return problems;
}
