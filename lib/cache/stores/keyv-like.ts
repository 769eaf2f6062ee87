/** What is used of a Keyv, or of a storage adapter made for Keyv, that a user hands over. */
export interface KeyvLike {
  get(key: string): unknown;
  set(key: string, value: string, ttl?: number): unknown;
  delete(key: string): unknown;
  disconnect?(): unknown;
  on?(event: 'error', listener: (error: unknown) => void): unknown;
}
