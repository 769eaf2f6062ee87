import { CacheValueError, type ValueErrorCode } from './cache-value.error.js';

const SHOWN_STEPS = 12;
/** Digits, but for two at the end, are of ids and tokens. */
const PLAIN_NAME = /^[A-Za-z_$][A-Za-z_$]{0,29}\d{0,2}$/;

/** A value that cannot be kept, on its way up from where it stands to the root. */
export class Refusal extends Error {
  readonly #steps: string[] = [];

  constructor(
    readonly what: string,
    readonly code: ValueErrorCode = 'CACHE_VALUE_UNSUPPORTED',
  ) {
    super(what);
  }

  /** Names one step outwards. Names that may be data, such as addresses in a dictionary, are not shown. */
  from(step: string | number): this {
    if (typeof step === 'number') this.#steps.push(`[${step}]`);
    else this.#steps.push(PLAIN_NAME.test(step) ? `.${step}` : '[…]');
    return this;
  }

  toError(): CacheValueError {
    const steps = this.#steps.toReversed();
    const shown = steps.length > SHOWN_STEPS ? [...steps.slice(0, SHOWN_STEPS), '…'] : steps;
    return new CacheValueError(this.what, this.code, shown);
  }
}
