import { PaginationOptionsError } from './pagination-options.error.js';
import type { ParameterNames } from './request/parameter-names.js';
import { problemsOfNames } from './request/problems-of-names.js';

const SIZE_LIMIT = 1_000;
const MAX_LIMIT = 10_000;

/**
 * How many rows a client can ask for, and the injection token of that answer.
 * Throws PaginationOptionsError when a value cannot work.
 */
export class PaginationOptions {
  /** What applies where nothing was configured. */
  static readonly defaults: PaginationOptions = Object.freeze(new PaginationOptions());

  /** Rows of a page when the client asks for none, 1 to 1000. */
  readonly size: number = 50;
  /** Most rows that any one request gets, `size` to 10000; left out, it is `size`. */
  readonly max: number = this.size;
  /** Furthest row that a page may start after (the OFFSET of the query). */
  readonly offsetMax: number = 10_000;
  /** What happens to a limit above `max`: it becomes `max`, or the request is refused with 400. */
  readonly overflow: 'clamp' | 'reject' = 'clamp';
  /** Names of parameters that are not the usual `limit`, `page`, `cursor` and `sort`: `{ limit: 'page[size]' }`. */
  readonly names: Partial<ParameterNames> = {};

  constructor(options: Partial<PaginationOptions> = {}) {
    this.size = options.size ?? this.size;
    this.max = options.max ?? this.size;
    this.offsetMax = options.offsetMax ?? this.offsetMax;
    this.overflow = options.overflow ?? this.overflow;
    this.names = options.names ?? this.names;
    const problems = [...problemsOf(this), ...problemsOfNames(this.names)];
    if (problems.length > 0) throw new PaginationOptionsError(problems);
  }

  /** The options themselves when they are checked already. */
  static from(options: Partial<PaginationOptions>): PaginationOptions {
    return options instanceof PaginationOptions ? options : new PaginationOptions(options);
  }
}

function problemsOf({ size, max, offsetMax, overflow }: PaginationOptions): string[] {
  const problems: string[] = [];
  if (!isWithin(size, 1, SIZE_LIMIT)) {
    problems.push(`size must be a whole number from 1 to ${SIZE_LIMIT}, got ${String(size)}`);
  } else if (!isWithin(max, size, MAX_LIMIT)) {
    problems.push(
      `max must be a whole number from size (${size}) to ${MAX_LIMIT}, got ${String(max)}`,
    );
  }
  if (!isWithin(offsetMax, 0, Number.MAX_SAFE_INTEGER)) {
    problems.push(`offsetMax must be a whole number from 0 up, got ${String(offsetMax)}`);
  }
  if (overflow !== 'clamp' && overflow !== 'reject') {
    problems.push(`overflow must be 'clamp' or 'reject'`);
  }
  return problems;
}

function isWithin(value: number, least: number, most: number): boolean {
  return Number.isSafeInteger(value) && value >= least && value <= most;
}
