import type { KeptValue } from '../values/kept-value.js';

/** A value that one of the tiers holds. */
export interface Found {
  readonly kept: KeptValue;
  /** Milliseconds since 1970 until which it is fresh; Infinity for ever. */
  readonly expires: number;
  /** Where a read found it; what a loader or a user brings counts as found in memory from then on. */
  readonly source: 'memory' | 'server';
}

export interface ServerFound extends Found {
  /** Milliseconds that it is kept past its time. */
  readonly grace: number;
}
