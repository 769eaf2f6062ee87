import type { RedisClientLike } from '../redis-client-like.js';

/** The clients of one Redis server, cluster or user, and where keys are on it. */
export interface RedisConnection {
  readonly client: RedisClientLike;
  /** In how many parts the keys are spread over nodes. */
  readonly buckets: number;
  /** Its number, as far as it is known. */
  readonly database?: number | undefined;
  /** `host:port` of each node; one name for all of a client whose nodes are not known. */
  nodes(): readonly string[];
  /** The node of what has this hash tag. */
  nodeOf(tag: string): string;
  /** MGET of two keys of one bucket. */
  pair(generation: string, entry: string): Promise<unknown>;
  /** Asks a node for something that costs it nothing; `name` is one of the namespace's, for who must ask for a key. */
  ping(node: string, name: string): Promise<unknown>;
  /** A client of its own for what a node tells, not connected yet. */
  subscriber(node: string): RedisClientLike;
}
