import type { Found } from './found.js';

/** What one flight of `wrap` brings to all who wait for it. */
export type Outcome =
  /** Fresh on a server; just loaded; past its time but within its grace. */
  | { readonly kind: 'hit' | 'loaded' | 'stale'; readonly found: Found }
  /** Loaded, but nothing that can be kept. */
  | { readonly kind: 'unkept'; readonly value: unknown };
