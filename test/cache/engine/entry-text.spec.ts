import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readEntry, writeEntry } from '../../../lib/cache/engine/entry-text.js';

describe('the text of an entry', () => {
  it('brings back when it expires, its grace and any payload', () => {
    const expires = fc.oneof(fc.constant(Infinity), fc.maxSafeNat());
    fc.assert(
      fc.property(expires, fc.maxSafeNat(), fc.string(), (at, grace, payload) => {
        const entry = { expires: at, grace, payload };
        expect(readEntry(writeEntry(entry))).toEqual(entry);
      }),
    );
  });

  it('is fresh to the end of the millisecond in which it expires', () => {
    expect(readEntry(writeEntry({ expires: 1_000.25, grace: 0, payload: '1' }))?.expires).toBe(
      1_001,
    );
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
    '15,A;1',
    '15,5,5;1',
  ])('is no entry as "%s"', (text) => expect(readEntry(text)).toBeUndefined());
});
