import { randomBytes } from 'node:crypto';
import { CacheStore } from './cache-store.js';
import type { KeyvLike } from './keyv-like.js';
import type { OpenedStore } from './opened-store.js';

const NODE = 'the given store';
const HEADER = /^([0-9a-f]{16}) (\d*) /;

/** A Keyv, or an adapter made for one, that a user hands over. It has no lease and no bus. */
export function openKeyvStore(keyv: KeyvLike, namespace: string): OpenedStore {
  return { store: new KeyvStore(keyv, namespace) };
}

/** Each entry starts with the generation it was written under and its end: some adapters know no ttl. */
class KeyvStore extends CacheStore {
  readonly #keyv: KeyvLike;
  readonly #prefix: string;
  #reported = 0;
  /** Of the first generation, while it is looked for once more and made. */
  #making: Promise<string> | undefined;

  constructor(keyv: KeyvLike, namespace: string) {
    super();
    this.#keyv = keyv;
    this.#prefix = `${namespace}:`;
    if ('throwOnErrors' in keyv) keyv.throwOnErrors = true;
    keyv.on?.('error', (error) => {
      this.lastError = error;
      this.#reported++;
    });
  }

  async connect(): Promise<void> {
    await this.ping();
  }

  nodes(): readonly string[] {
    return [NODE];
  }

  nodeOf(): string {
    return NODE;
  }

  async ping(): Promise<void> {
    // The guard asks this after an outage: what has hung in it must not hang later writes.
    this.#making = undefined;
    await this.#read('generation');
  }

  async get(key: string): Promise<string | undefined> {
    const [generation, text] = await Promise.all([
      this.#read('generation'),
      this.#read(`v:${key}`),
    ]);
    const [header, current, end] = HEADER.exec(text ?? '') ?? [];
    if (text === undefined || header === undefined || current !== generation) return undefined;
    if (end !== '' && Date.now() >= Number(end)) return undefined;
    return text.slice(header.length);
  }

  async set(key: string, entry: string, ttl: number): Promise<void> {
    const generation = (await this.#read('generation')) ?? (await this.#firstGeneration());
    const end = ttl === 0 ? '' : String(Date.now() + ttl);
    const text = `${generation} ${end} ${entry}`;
    await this.#write(`v:${key}`, text, ttl);
  }

  async delete(key: string): Promise<void> {
    // false is what is not there, too.
    await this.#ask(() => this.#keyv.delete(`${this.#prefix}v:${key}`));
  }

  async clear(): Promise<void> {
    await this.#newGeneration();
  }

  async close(): Promise<void> {
    await this.#keyv.disconnect?.();
  }

  /** One for all writes that find none: the entries of every one but the last could not be read. */
  #firstGeneration(): Promise<string> {
    this.#making ??= this.#findOrMake().finally(() => (this.#making = undefined));
    return this.#making;
  }

  /** A write whose first look took longer than the others' is not to make a second one. */
  async #findOrMake(): Promise<string> {
    return (await this.#read('generation')) ?? (await this.#newGeneration());
  }

  async #newGeneration(): Promise<string> {
    const generation = randomBytes(8).toString('hex');
    await this.#write('generation', generation, 0);
    return generation;
  }

  /** `ttl` 0, and not undefined, for no end: a Keyv may have a ttl of its own for what has none. */
  async #write(name: string, text: string, ttl: number): Promise<void> {
    const answer = await this.#ask(() => this.#keyv.set(this.#prefix + name, text, ttl));
    if (answer === false) throw new Error('The given store has not taken an entry.');
  }

  /** Some adapters report what fails by an event alone, and answer as if nothing were there. */
  async #ask(operation: () => unknown): Promise<unknown> {
    const before = this.#reported;
    const answer: unknown = await operation();
    if (this.#reported === before) return answer;
    throw new Error('The given store has reported an error.', { cause: this.lastError });
  }

  async #read(name: string): Promise<string | undefined> {
    const found = await this.#ask(() => this.#keyv.get(this.#prefix + name));
    // An adapter without a Keyv around it may give what Keyv would unwrap.
    const value: unknown =
      typeof found === 'object' && found !== null && 'value' in found ? found.value : found;
    return typeof value === 'string' ? value : undefined;
  }
}
