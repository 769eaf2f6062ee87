import { answer } from './answer.js';
import type { CacheParts } from './cache-parts.js';
import { checkKey } from './lifetime.js';

/** Reads that memory cannot answer at once. */
export class CacheReader {
  readonly #parts: CacheParts;

  constructor(parts: CacheParts) {
    this.#parts = parts;
  }

  async get<T>(key: string): Promise<T | undefined> {
    checkKey(key);
    const { tiers, counters, options, events } = this.#parts;
    const found = tiers.ifFresh(await tiers.read(key));
    if (found === undefined) {
      counters.misses++;
      return undefined;
    }
    counters.countHit(found.source);
    const value = answer<T>(found.kept, options.values === 'frozen');
    events.emit('get', { key, value });
    return value;
  }

  async ttl(key: string): Promise<number | undefined> {
    checkKey(key);
    const { tiers } = this.#parts;
    const found = tiers.ifFresh(await tiers.read(key));
    return found === undefined || found.expires === Infinity ? undefined : found.expires;
  }
}
