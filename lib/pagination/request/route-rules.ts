import { declaredSort } from '../keyset/declared-sort.js';
import type { PageSort, TotalKind } from '../page-request.js';
import type { PaginateOptions } from '../paginate.options.js';
import { PaginationOptions } from '../pagination.options.js';
import { QueryNames } from './query-names.js';

const NOTHING: readonly never[] = Object.freeze([]);
const NO_FIELDS: ReadonlySet<string> = new Set();
const USUAL = new QueryNames({}, false);

/** What applies to the requests of one route: its own options over those of the application, worked out once. */
export class RouteRules {
  static readonly defaults: RouteRules = new RouteRules(PaginationOptions.defaults);

  readonly size: number;
  readonly max: number;
  readonly offsetMax: number;
  readonly overflow: PaginationOptions['overflow'];
  readonly names: QueryNames;
  /** The unique key; empty where the route has pages by number only. */
  readonly key: readonly string[];
  readonly hasCursors: boolean;
  /** The order without a `sort` in the query, complete; empty without a key. */
  readonly sort: readonly PageSort[];
  readonly sortable: ReadonlySet<string>;
  readonly filters: ReadonlySet<string>;
  readonly total: TotalKind;

  /** Throws PaginationOptionsError when the options together cannot work. */
  constructor(options: PaginationOptions, declared: PaginateOptions = {}) {
    const { size, max, offsetMax, overflow, names } = merged(options, declared);
    this.size = size;
    this.max = max;
    this.offsetMax = offsetMax;
    this.overflow = overflow;
    this.key = declared.key === undefined ? NOTHING : [declared.key].flat();
    this.hasCursors = this.key.length > 0;
    this.names = namesOf(names, this.hasCursors);
    this.sort = this.hasCursors
      ? Object.freeze(declaredSort({ key: this.key, sort: declared.sort }))
      : NOTHING;
    this.sortable = declared.sortable === undefined ? NO_FIELDS : new Set(declared.sortable);
    this.filters = declared.filters === undefined ? NO_FIELDS : new Set(declared.filters);
    this.total = declared.total ?? 'none';
  }
}

/** A size alone raises the maximum, and a maximum alone lowers the size: no setting of an environment contradicts a route. */
function merged(options: PaginationOptions, declared: PaginateOptions): PaginationOptions {
  const { size, max, overflow, names } = declared;
  if (size === undefined && max === undefined && overflow === undefined && names === undefined) {
    return options;
  }
  return new PaginationOptions({
    size: size ?? Math.min(options.size, max ?? options.size),
    max: max ?? Math.max(options.max, size ?? options.max),
    offsetMax: options.offsetMax,
    overflow: overflow ?? options.overflow,
    names: { ...options.names, ...names },
  });
}

function namesOf(names: PaginationOptions['names'], readsSort: boolean): QueryNames {
  const isUsual = Object.keys(names).length === 0 && !readsSort;
  return isUsual ? USUAL : new QueryNames(names, readsSort);
}
