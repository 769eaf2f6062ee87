import { CacheStore } from '../cache/stores/cache-store.js';

const NODE = 'the faulty store';

/** What an operation does: its work, a rejection, or nothing ever. */
export type StoreBehaviour = 'work' | 'fail' | 'hang';

/**
 * A cache store in this process that fails on command, for tests of what an application does without its cache server:
 * `ProductionCacheModule.forRoot({ store: new FaultyStore(), namespace: 'test' })`.
 */
export class FaultyStore extends CacheStore {
  readonly #entries = new Map<string, { entry: string; end: number }>();
  #behaviour: StoreBehaviour = 'work';
  /** Operations that were asked for, whatever came of them. */
  operations = 0;

  /** From now on: `fail` rejects each operation, `hang` never settles it, `work` is as before. */
  behave(behaviour: StoreBehaviour): void {
    this.#behaviour = behaviour;
  }

  connect(): Promise<void> {
    return this.#attempt(() => undefined);
  }

  nodes(): readonly string[] {
    return [NODE];
  }

  nodeOf(): string {
    return NODE;
  }

  ping(): Promise<void> {
    return this.#attempt(() => undefined);
  }

  get(key: string): Promise<string | undefined> {
    return this.#attempt(() => {
      const found = this.#entries.get(key);
      return found !== undefined && Date.now() < found.end ? found.entry : undefined;
    });
  }

  set(key: string, entry: string, ttl: number): Promise<void> {
    return this.#attempt(() => {
      this.#entries.set(key, { entry, end: ttl === 0 ? Infinity : Date.now() + ttl });
    });
  }

  delete(key: string): Promise<void> {
    return this.#attempt(() => {
      this.#entries.delete(key);
    });
  }

  clear(): Promise<void> {
    return this.#attempt(() => this.#entries.clear());
  }

  async close(): Promise<void> {}

  #attempt<T>(work: () => T): Promise<T> {
    this.operations++;
    if (this.#behaviour === 'hang') return new Promise(() => undefined);
    if (this.#behaviour === 'fail') return Promise.reject(new Error('told to fail'));
    return Promise.resolve(work());
  }
}
