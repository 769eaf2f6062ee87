import { describe, expect, it } from '@jest/globals';
import { ProductionConfig } from 'nestjs-production-readiness';
import { environment, OLD_KEY, refusal, SECRET_KEY } from '../support/environment.js';
import { SINKS } from '../support/sinks.js';

const PASSWORD_KEY = 'hunter2-hunter2-hunter2-hunter2-hunter2';
const UUID = '7c9e6679-7425-40de-944b-e07fc1f90ae7';
const KEYS: readonly (readonly [rule: string, key: string])[] = [
  ['outer-blank', ` ${SECRET_KEY}`],
  ['quoted', `"${SECRET_KEY}"`],
  ['control-character', `${SECRET_KEY}\u200bx`],
  ['too-short', SECRET_KEY.slice(0, 31)],
  ['too-long', SECRET_KEY.repeat(100)],
  ['pem', `-----BEGIN PRIVATE KEY-----${SECRET_KEY}`],
  ['malformed-encoding', `base64:${SECRET_KEY}?`],
  ['insecure-mark', `insecure-${SECRET_KEY}`],
  ['known-public', '09d25e094faa6ca2556c818166b7a9563b93f7099f6f0f4caa6cf63b88e8d3e7'],
  ['placeholder', PASSWORD_KEY],
  ['low-entropy', '0123456789abcdef'.repeat(4)],
  ['uuid-not-random', 'f81d4fae-7dec-11d0-a765-00a0c91e6bf6'],
];

/** Eight characters of a key would help whoever guesses the rest. */
function expectNoPart(printed: string, key: string): void {
  expect(printed.length).toBeGreaterThan(0);
  const parts = Array.from({ length: key.length - 7 }, (_, start) => key.slice(start, start + 8));
  expect(parts.some((part) => printed.includes(part))).toBe(false);
}

describe.each(SINKS)('in %s', (_, print) => {
  it('the configuration and its description show no part of a key', () => {
    const config = ProductionConfig.load(environment({ SECRET_KEY_FALLBACKS: OLD_KEY }));
    for (const value of [config, config.describe(), config.getCacheConfig()]) {
      const printed = print(value);
      expectNoPart(printed, SECRET_KEY);
      expectNoPart(printed, OLD_KEY);
    }
  });

  it.each(KEYS)('the error of a boot with a key that is %s shows no part of it', (code, key) => {
    for (const env of [{ SECRET_KEY: key }, environment({ SECRET_KEY_FALLBACKS: key })]) {
      const error = refusal(env);
      expect(error.problems.map((problem) => problem.code)).toContain(code);
      const unknown = key.replace('insecure-', '').trim();
      expectNoPart(print(error), unknown);
      expectNoPart(print([...error.problems]), unknown);
    }
  });

  it('the error of another setting shows no part of a key with a warning', () => {
    const error = refusal({ SECRET_KEY: UUID, JWT_SECRET: UUID, PAGE_SIZE: 'abc' });
    expect(error.message).toContain('(shared-value)');
    expectNoPart(print(error), UUID);
  });
});
