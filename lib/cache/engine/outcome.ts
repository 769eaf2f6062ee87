import type { Found } from './found.js';
import type { Flight } from './single-flight.js';

/** What a caller of `wrap` gets. */
export type Outcome =
  /** Fresh on a server; just loaded; past its time but within the caller's grace. */
  | { readonly kind: 'hit' | 'loaded' | 'stale'; readonly found: Found }
  /** Loaded, but nothing that can be kept. */
  | { readonly kind: 'unkept'; readonly value: unknown };

/** What a flight brings to all who wait for it; busy: another process loads, and its first caller need not wait for that. */
export type FlightOutcome = Outcome | { readonly kind: 'busy' };

/** Its fallback is what was held before. */
export type LoadFlight = Flight<FlightOutcome, Found>;
