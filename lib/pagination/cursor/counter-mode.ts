import { type Cipher, createCipheriv, type KeyObject } from 'node:crypto';

const BLOCK = 16;

/**
 * AES-256 in counter mode (NIST SP 800-38A, `aes-256-ctr`), which turns a text into its ciphertext and back. One cipher encrypts
 * the counters of all calls: a cipher of its own for each, as Node has it, takes longer than all the rest of a cursor.
 */
export class CounterMode {
  readonly #cipher: Cipher;

  constructor(key: KeyObject) {
    this.#cipher = createCipheriv('aes-256-ecb', key, null).setAutoPadding(false);
  }

  /** `start` is the first counter, 16 bytes. */
  apply(start: Buffer, text: Buffer): Buffer {
    const stream = this.#cipher.update(countersFrom(start, Math.ceil(text.length / BLOCK)));
    const applied = Buffer.allocUnsafe(text.length);
    for (let i = 0; i < text.length; i++) applied[i] = (text[i] ?? 0) ^ (stream[i] ?? 0);
    return applied;
  }
}

function countersFrom(start: Buffer, blocks: number): Buffer {
  const counters = Buffer.allocUnsafe(blocks * BLOCK);
  for (let block = 0; block < blocks; block++) {
    let carry = block;
    for (let i = BLOCK - 1; i >= 0; i--) {
      const sum = (start[i] ?? 0) + carry;
      counters[block * BLOCK + i] = sum & 0xff;
      carry = sum >>> 8;
    }
  }
  return counters;
}
