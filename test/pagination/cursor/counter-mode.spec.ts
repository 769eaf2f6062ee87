import { describe, expect, it } from '@jest/globals';
import { createCipheriv, createSecretKey } from 'node:crypto';
import fc from 'fast-check';
import { CounterMode } from '../../../lib/pagination/cursor/counter-mode.js';

const bytes = (length: number) =>
  fc.uint8Array({ minLength: length, maxLength: length }).map((array) => Buffer.from(array));

/** Counters that overflow one byte, several, and all of them. */
const starts = fc.oneof(
  bytes(16),
  fc.nat({ max: 16 }).map((ones) => Buffer.alloc(16).fill(0xff, 16 - ones)),
);

describe('CounterMode', () => {
  it('does the same as aes-256-ctr, call after call', () => {
    const key = createSecretKey(Buffer.alloc(32, 7));
    const mode = new CounterMode(key);
    fc.assert(
      fc.property(starts, fc.uint8Array({ maxLength: 800 }), (start, text) => {
        const expected = createCipheriv('aes-256-ctr', key, start).update(text);
        const applied = mode.apply(start, Buffer.from(text));
        expect(applied.equals(expected)).toBe(true);
        expect(mode.apply(start, applied).equals(text)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
