import type { KeyObject } from 'node:crypto';

/** A key for one purpose, with a name that may be seen: every process that has the same secret gives it the same one. */
export interface DerivedKey {
  /** 8 characters of base64url. */
  readonly kid: string;
  readonly key: KeyObject;
}
