/** A secret as text, or the bytes of the text; `base64:` and `hex:` in front say that bytes are written so. */
export type Secret = string | Uint8Array;

/** What a key ring is made from. */
export interface SigningOptions {
  /** The secret that signs. */
  readonly current: Secret;
  /** Earlier secrets that still verify, newest first; at most four. @default [] */
  readonly fallbacks?: readonly Secret[];
  /** Keeps the keys of two deployments apart although they share a secret: 1 to 64 letters, digits, `.`, `_` and `-`. */
  readonly namespace?: string;
  /** The secrets have passed their rules already, as those of a configuration have; then only an empty one is refused. @default false */
  readonly checked?: boolean;
}
