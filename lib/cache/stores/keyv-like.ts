/** What is used of a Keyv, or of a storage adapter made for Keyv, that a user hands over. */
export interface KeyvLike {
  get(key: string): unknown;
  set(key: string, value: string, ttl?: number): unknown;
  delete(key: string): unknown;
  /** Set: a Keyv otherwise keeps to itself that its adapter is away. */
  throwOnErrors?: boolean;
  disconnect?(): unknown;
  on?(event: 'error', listener: (error: unknown) => void): unknown;
}
