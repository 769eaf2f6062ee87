import type { Origin } from './origin.js';

/** One thing that is wrong with one setting. Holds no value of a secret, a URL or a text. */
export interface ConfigurationProblem {
  /** Name of the variable, or of the option of forRoot(). */
  readonly setting: string;
  /** Stable name of the rule that was broken: `missing`, `invalid`, `too-short`. */
  readonly code: string;
  /** Reads as the end of a sentence that begins with the setting's name. */
  readonly found: string;
  /** What to do; one line or several. */
  readonly hint?: string;
  readonly origin?: Origin;
}
