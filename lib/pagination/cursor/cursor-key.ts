import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto';
import type { DerivedKey } from '../../signing/derived-key.js';
import { CounterMode } from './counter-mode.js';

const TAG_BYTES = 16;

/** One key of cursors: a tag over binding and text is also what the text is encrypted from (SIV, as in RFC 5297). */
export class CursorKey {
  readonly kid: string;
  readonly #tagKey: KeyObject;
  readonly #counterMode: CounterMode;

  constructor({ kid, key }: DerivedKey) {
    this.kid = kid;
    this.#tagKey = subKey(key, 'v1\0tag');
    this.#counterMode = new CounterMode(subKey(key, 'v1\0cipher'));
  }

  /** Tag and ciphertext. */
  seal(plain: Buffer, binding: string): Buffer {
    const tag = this.#tagOf(plain, binding);
    return Buffer.concat([tag, this.#counterMode.apply(tag, plain)]);
  }

  /** Undefined for all but what `seal` made with the same key and binding. */
  open(sealed: Buffer, binding: string): Buffer | undefined {
    if (sealed.length <= TAG_BYTES) return undefined;
    const tag = sealed.subarray(0, TAG_BYTES);
    const plain = this.#counterMode.apply(tag, sealed.subarray(TAG_BYTES));
    return timingSafeEqual(tag, this.#tagOf(plain, binding)) ? plain : undefined;
  }

  /** A binding is JSON on one line, so the line's end is where the text begins. */
  #tagOf(plain: Buffer, binding: string): Buffer {
    const hmac = createHmac('sha256', this.#tagKey).update(`${binding}\n`);
    // Bytes and not text: many bytes that are no UTF-8 become the same character.
    return hmac.update(plain).digest().subarray(0, TAG_BYTES);
  }
}

function subKey(key: KeyObject, label: string): KeyObject {
  const bytes = createHmac('sha256', key).update(label).digest();
  const derived = createSecretKey(bytes);
  bytes.fill(0);
  return derived;
}
