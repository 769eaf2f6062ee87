import { CacheArgumentError } from './cache-argument.error.js';
import { expiryOf } from './lifetime.js';
import type { WrapOptions } from './wrap-options.js';

const MILLISECONDS = 'a number of milliseconds of at least 0';
const MOST_JITTER = 0.5;

/** Told before anything is loaded. Throws CacheArgumentError. */
export function checkWrapOptions<T>(options: WrapOptions<T>): void {
  const { ttl, refreshThreshold, grace, softTimeout, hardTimeout, jitter, values } = options;
  if (ttl !== undefined && typeof ttl !== 'function') expiryOf(ttl, 0, 0);
  if (typeof refreshThreshold !== 'function') {
    check('refreshThreshold', isTime(refreshThreshold), MILLISECONDS);
  }
  check('grace', isTime(grace), MILLISECONDS);
  check('softTimeout', isTime(softTimeout), MILLISECONDS);
  check('hardTimeout', isTime(hardTimeout), MILLISECONDS);
  check('jitter', isTime(jitter) && (jitter ?? 0) <= MOST_JITTER, 'a number from 0 to 0.5');
  const isKnown = values === undefined || values === 'copy' || values === 'frozen';
  check('values', isKnown, "'copy' or 'frozen'");
}

const isTime = (time: unknown) =>
  time === undefined || time === null || (typeof time === 'number' && time >= 0);

function check(option: string, isRight: boolean, rule: string): void {
  if (isRight) return;
  throw new CacheArgumentError(`The option ${option} of wrap() must be ${rule}.`, {
    code: 'CACHE_OPTION_INVALID',
    hint: 'Correct it where wrap() is called.',
  });
}
