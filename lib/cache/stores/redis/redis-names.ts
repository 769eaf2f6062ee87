import { createHash } from 'node:crypto';

/** Longer keys are hashed. */
const LONGEST = 512;

/** Half a character, which UTF-8 cannot carry. */
const LONE_SURROGATE = /\p{Surrogate}/u;

/**
 * The names of a namespace's keys on Redis. Keys are spread over buckets, whose number in braces is what a cluster goes by:
 * an entry, its lease and the generation of its bucket are always on one node.
 */
export class RedisNames {
  readonly #namespace: string;
  readonly buckets: number;

  constructor(namespace: string, buckets: number) {
    this.#namespace = namespace;
    this.buckets = buckets;
  }

  get channel(): string {
    return `${this.#namespace}:bus`;
  }

  bucketOf(key: string): number {
    if (this.buckets === 1) return 0;
    let hash = 0x811c9dc5;
    for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
    return (hash >>> 0) % this.buckets;
  }

  /** The entry's name, the generation's, the lease's. */
  of(key: string): [entry: string, generation: string, lease: string] {
    const bucket = this.bucketOf(key);
    const prefix = this.#prefix(bucket);
    const name = key.length <= LONGEST && !LONE_SURROGATE.test(key) ? `:${key}` : `#${hashOf(key)}`;
    return [`${prefix}v${name}`, this.generation(bucket), `${prefix}l${name}`];
  }

  generation(bucket: number): string {
    return `${this.#prefix(bucket)}generation`;
  }

  #prefix(bucket: number): string {
    return `${this.#namespace}:{${this.tag(bucket)}}:`;
  }

  /** What a cluster hashes. */
  tag(bucket: number): string {
    return `${this.#namespace}.${bucket}`;
  }
}

function hashOf(key: string): string {
  return createHash('sha256').update(Buffer.from(key, 'utf16le')).digest('base64url');
}
