import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isNewer, readEntry, writeEntry } from '../../../lib/cache/stores/entry-text.js';

const ENTRY = { expires: Infinity, grace: 0, written: 0, payload: '1' };

describe('the text of an entry', () => {
  it('brings back its times and any payload', () => {
    const expires = fc.oneof(fc.constant(Infinity), fc.maxSafeNat());
    fc.assert(
      fc.property(
        expires,
        fc.maxSafeNat(),
        fc.maxSafeNat(),
        fc.string(),
        (at, grace, written, payload) => {
          const entry = { expires: at, grace, written, payload };
          expect(readEntry(writeEntry(entry))).toEqual(entry);
        },
      ),
    );
  });

  it('is fresh to the end of the millisecond in which it expires', () => {
    expect(readEntry(writeEntry({ ...ENTRY, expires: 1_000.25 }))?.expires).toBe(1_001);
  });

  it.each([
    '',
    '1',
    '1kx3q2a9z@5',
    '15;1',
    '15;@5;1',
    '@5;1',
    '2kx3q2a9z@5;1',
    '1ABC@5;1',
    '1 5@5;1',
    '12.5@5;1',
    '1-5@5;1',
    '1é@5;1',
    '15,A@5;1',
    '15,5,5@5;1',
    '15@5,5;1',
    '15@A;1',
    '15@5@5;1',
  ])('is no entry as "%s"', (text) => expect(readEntry(text)).toBeUndefined());

  it('tells which of two was written later, as far as both tell when', () => {
    const written = (at: number) => writeEntry({ ...ENTRY, written: at });
    expect(isNewer(written(2_000), written(1_000))).toBe(true);
    expect(isNewer(written(1_000), written(1_000))).toBe(false);
    expect(isNewer(written(1_000), written(2_000))).toBe(false);
    expect(isNewer('foreign', written(1_000))).toBe(false);
    expect(isNewer(written(1_000), 'foreign')).toBe(false);
  });
});
