import { answer } from './answer.js';
import type { CacheParts } from './cache-parts.js';
import { checkKey } from './lifetime.js';

/** Reads that memory cannot answer at once. */
export class CacheReader {
  readonly #parts: CacheParts;

  constructor(parts: CacheParts) {
    this.#parts = parts;
  }

  get<T>(key: string): Promise<T | undefined> {
    return this.#parts.events.isHeard ? this.#getTold<T>(key) : this.read<T>(key);
  }

  /** The same without its event. */
  async read<T>(key: string): Promise<T | undefined> {
    checkKey(key);
    const { tiers, counters, options, keeper } = this.#parts;
    const found = tiers.ifFresh(await tiers.read(key));
    if (found?.kept.needsType) keeper.tellTypeMissing();
    if (found === undefined || found.kept.needsType) {
      counters.misses++;
      return undefined;
    }
    counters.countHit(found.source);
    return answer<T>(found.kept, options.values === 'frozen');
  }

  async #getTold<T>(key: string): Promise<T | undefined> {
    const value = await this.read<T>(key);
    if (value !== undefined) this.#parts.events.emit('get', { key, value });
    return value;
  }

  async ttl(key: string): Promise<number | undefined> {
    checkKey(key);
    const { tiers, options, events } = this.#parts;
    const found = tiers.ifFresh(await tiers.read(key));
    if (found === undefined) return undefined;
    const expires = found.expires === Infinity ? undefined : found.expires;
    if (events.isHeard && !found.kept.needsType) {
      const value = answer(found.kept, options.values === 'frozen');
      events.emit('ttl', { key, value: { value, expires } });
    }
    return expires;
  }
}
