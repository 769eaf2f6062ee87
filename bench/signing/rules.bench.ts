import { randomBytes } from 'node:crypto';
import { findSecretDefect } from '../../lib/signing/secret-key.rules.js';
import { findKeyWarnings } from '../../lib/signing/strength/key-warnings.js';
import { randomKeys } from './random-keys.js';
import { median } from '../median.js';

const ROUNDS = 41;
const OF_EACH_GENERATOR = 30_000;
const BOUNDS = { minBytes: 32, maxBytes: 4096, strong: true };

const check = (key: Buffer) => [
  findSecretDefect(key, 'SECRET_KEY', BOUNDS),
  ...findKeyWarnings(key),
];

/** First, while the code is still cold, as it is in a boot. */
function measureTime(what: string, key: Buffer, gate: number): void {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    check(key);
    times.push(performance.now() - start);
  }
  const [first = Number.NaN, time] = [times[0], median(times)];
  const verdict = time <= gate ? 'ok' : 'MISSED';
  console.log(
    `  ${what.padEnd(34)} ${time.toFixed(3)} ms, the first ${first.toFixed(2)} ms, gate ${gate} ms  ${verdict}`,
  );
  if (time > gate) process.exitCode = 1;
}

console.log(`rules and warnings for one key, medians of ${ROUNDS} rounds`);
measureTime('128 characters', Buffer.from(randomBytes(64).toString('hex')), 1);
measureTime('4,096 characters', Buffer.from(randomBytes(3072).toString('base64')), 20);
measureTime('4,096 of a word and random', wordAndRandom(), 20);

let keys = 0;
let refused = 0;
let warned = 0;
for (const { generator, key } of randomKeys('bench', OF_EACH_GENERATOR)) {
  keys++;
  const bytes = Buffer.from(key);
  const defect = findSecretDefect(bytes, 'SECRET_KEY', BOUNDS);
  if (defect !== undefined) console.log(`  ${generator}: ${key} is refused as ${defect.code}`);
  if (defect !== undefined) refused++;
  if (generator !== 'a random UUID') warned += findKeyWarnings(bytes).length;
}
console.log(
  `of ${keys} random keys of 14 generators ${refused} are refused, ${warned} have a warning (but for UUIDs), gate 0 and 0`,
);
if (refused > 0 || warned > 0) process.exitCode = 1;

/** The most work: words to forgive, in every part, and long rests to measure. */
function wordAndRandom(): Buffer {
  const part = () => `secret-${randomBytes(32).toString('base64')}-`;
  return Buffer.from(Array.from({ length: 80 }, part).join('').slice(0, 4096));
}
