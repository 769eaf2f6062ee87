import { createHash } from 'node:crypto';

/** What the text protocol takes as a key. */
const LONGEST = 250;
const PRINTABLE = /^[\x21-\x7e]*$/;

/** The names of a namespace's keys on memcached. */
export class MemcachedNames {
  readonly generation: string;
  readonly #namespace: string;

  constructor(namespace: string) {
    this.#namespace = namespace;
    this.generation = `${namespace}:generation`;
  }

  entry(key: string): string {
    return this.#name('v', key);
  }

  lease(key: string): string {
    return this.#name('l', key);
  }

  #name(kind: string, key: string): string {
    const name = `${this.#namespace}:${kind}:${key}`;
    if (name.length <= LONGEST && PRINTABLE.test(name)) return name;
    const hash = createHash('sha256').update(Buffer.from(key, 'utf16le')).digest('base64url');
    return `${this.#namespace}:${kind}#${hash}`;
  }
}
