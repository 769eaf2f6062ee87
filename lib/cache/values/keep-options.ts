import type { ClassConstructor } from 'class-transformer';
import type { ClassRules } from './class-rules.js';

export interface KeepOptions {
  readonly rules: ClassRules;
  /** Estimated bytes of the largest value. */
  readonly maxBytes: number;
  /** The class that the value, or its elements, will be made an instance of again. */
  readonly type?: ClassConstructor<unknown> | undefined;
}
