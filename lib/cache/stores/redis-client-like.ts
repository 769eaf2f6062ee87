/**
 * What is used of a node-redis client: one that a user hands over, made by createClient, createCluster or redis 6's createSentinel,
 * or one of our own. Replies are looked at before they are trusted.
 */
export interface RedisClientLike {
  readonly isOpen: boolean;
  /** Whether it has a connection; the client of a cluster does not say in redis 5. */
  readonly isReady?: boolean;
  connect(): Promise<unknown>;
  /** Drops the connection; what is under way is rejected. */
  destroy(): void;
  duplicate(): RedisClientLike;
  on(event: 'error', listener: (error: unknown) => void): unknown;
  mGet(keys: string[]): Promise<unknown>;
  /** A cluster's client has none. */
  ping?(): Promise<unknown>;
  del(key: string): Promise<unknown>;
  publish(channel: string, message: string): Promise<unknown>;
  eval(script: string, options: RedisScriptArguments): Promise<unknown>;
  evalSha(sha: string, options: RedisScriptArguments): Promise<unknown>;
  subscribe(channel: string, listener: (message: string) => void): Promise<unknown>;
}

export interface RedisScriptArguments {
  keys: string[];
  arguments: string[];
}
