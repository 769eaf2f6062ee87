import { fnv1a } from '../fnv1a.js';
import { RedisBucket } from './redis-bucket.js';

/** The names of a namespace's keys on Redis, spread over buckets, and each of these on one node of a cluster. */
export class RedisNames {
  readonly channel: string;
  readonly buckets: readonly [RedisBucket, ...RedisBucket[]];

  /** Databases of one server have their keys to themselves, but share its channels. */
  constructor(namespace: string, buckets: number, database = 0) {
    this.channel = database === 0 ? `${namespace}:bus` : `${namespace}:bus:${database}`;
    const bucket = (number: number) => new RedisBucket(namespace, number);
    this.buckets = [bucket(0), ...Array.from({ length: buckets - 1 }, (_, i) => bucket(i + 1))];
  }

  bucketOf(key: string): RedisBucket {
    const { buckets } = this;
    if (buckets.length === 1) return buckets[0];
    return buckets[(fnv1a(key) >>> 0) % buckets.length] ?? buckets[0];
  }
}
