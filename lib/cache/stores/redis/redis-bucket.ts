import { createHash } from 'node:crypto';

/** Longer keys are hashed. */
const LONGEST = 512;

/** Names with the same hash tag in braces: an entry, its lease and the generation of its bucket are always on one node. */
export class RedisBucket {
  /** What a cluster hashes. */
  readonly tag: string;
  readonly generation: string;
  readonly #entries: string;
  readonly #leases: string;

  constructor(namespace: string, number: number) {
    this.tag = `${namespace}.${number}`;
    const prefix = `${namespace}:{${this.tag}}:`;
    this.generation = `${prefix}generation`;
    this.#entries = `${prefix}v`;
    this.#leases = `${prefix}l`;
  }

  entry(key: string): string {
    return this.#entries + nameOf(key);
  }

  /** What a script works on. */
  all(key: string): [entry: string, generation: string, lease: string] {
    const name = nameOf(key);
    return [this.#entries + name, this.generation, this.#leases + name];
  }
}

function nameOf(key: string): string {
  // Half a character is not well-formed: UTF-8 cannot carry it.
  return key.length <= LONGEST && key.isWellFormed() ? `:${key}` : `#${hashOf(key)}`;
}

function hashOf(key: string): string {
  return createHash('sha256').update(Buffer.from(key, 'utf16le')).digest('base64url');
}
