import { seeded, zipf } from './zipf.js';

export const OPERATIONS = 2 ** 20;
const KEYS = 100_000;

/** The keys of five loads, one number an operation. */
export function traces(): Map<string, Int32Array> {
  const random = seeded(1);
  const plain = (exponent: number) => {
    const next = zipf(KEYS, exponent, random);
    return Int32Array.from({ length: OPERATIONS }, next);
  };
  const next = zipf(KEYS, 1, random);
  let scanned = KEYS;
  const scan = () => (scanned = scanned >= 10 * KEYS ? KEYS : scanned + 1);
  const shift = (i: number) => Math.floor((10 * i) / OPERATIONS) * 7_000;
  return new Map([
    ['zipf 0.8', plain(0.8)],
    ['zipf 1.0', plain(1)],
    ['zipf 1.2', plain(1.2)],
    [
      'zipf 1.0 and 30 % scan',
      Int32Array.from({ length: OPERATIONS }, () => (random() < 0.3 ? scan() : next())),
    ],
    [
      'zipf 1.0, popularity shifts',
      Int32Array.from({ length: OPERATIONS }, (_, i) => (next() + shift(i)) % KEYS),
    ],
  ]);
}
