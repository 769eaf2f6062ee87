/** What happened on another instance: an entry was written or deleted, a load ended, everything was cleared. */
export type BusMessage =
  { readonly kind: 'changed' | 'loaded'; readonly key: string } | { readonly kind: 'cleared' };

export interface BusListener {
  received(message: BusMessage): void;
  /** Messages flow from now on, for the first time or again; any number may have been missed before. */
  joined(): void;
  /** Messages have stopped flowing, or cannot be relied on. */
  left(): void;
}

/** Tells this instance what other instances did in the store. What it did itself is not told. */
export abstract class CacheBus {
  /** Listens until closed, and joins again by itself; never throws. */
  abstract listen(listener: BusListener): void;
  abstract close(): Promise<void>;
}
