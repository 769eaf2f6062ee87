import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readEntry, writeEntry } from '../../../lib/cache/engine/entry-text.js';

describe('the text of an entry', () => {
  it('brings back when it expires, and any payload', () => {
    const expires = fc.oneof(fc.constant(Infinity), fc.maxSafeNat());
    fc.assert(
      fc.property(expires, fc.string(), (at, payload) => {
        const entry = { expires: at, payload };
        expect(readEntry(writeEntry(entry))).toEqual(entry);
      }),
    );
  });

  it('is fresh to the end of the millisecond in which it expires', () => {
    expect(readEntry(writeEntry({ expires: 1_000.25, payload: '1' }))?.expires).toBe(1_001);
  });

  it.each([
    '',
    '1',
    '1kx3q2a9z',
    ';1',
    '2kx3q2a9z;1',
    '1ABC;1',
    '1 5;1',
    '12.5;1',
    '1-5;1',
    '1é;1',
  ])('is no entry as "%s"', (text) => expect(readEntry(text)).toBeUndefined());
});
