import { CacheArgumentError } from './cache-argument.error.js';
import { expiryOf } from './lifetime.js';
import { isJitter, isTime } from './option-rules.js';
import type { AnyWrapOptions, WrapOptions } from './wrap-options.js';

const MILLISECONDS = 'a number of milliseconds of at least 0';

const KNOWN: Record<keyof WrapOptions<unknown>, true> = {
  ttl: true,
  refreshThreshold: true,
  grace: true,
  softTimeout: true,
  hardTimeout: true,
  jitter: true,
  values: true,
  type: true,
  forceFresh: true,
  raw: true,
};

/** Told before anything is loaded. Throws CacheArgumentError. */
export function checkWrapOptions<T>(options: AnyWrapOptions<T>): void {
  for (const name in options) if (!Object.hasOwn(KNOWN, name)) throw unknownOption();
  const { ttl, refreshThreshold, grace, softTimeout, hardTimeout, jitter, values, type } = options;
  if (typeof ttl !== 'function') expiryOf(ttl ?? 0, 0, 0);
  if (typeof refreshThreshold !== 'function') {
    check('refreshThreshold', isTime(refreshThreshold ?? 0), MILLISECONDS);
  }
  check('grace', isTime(grace ?? 0), MILLISECONDS);
  check('softTimeout', isTime(softTimeout ?? 0), MILLISECONDS);
  check('hardTimeout', isTime(hardTimeout ?? 0), MILLISECONDS);
  check('jitter', isJitter(jitter ?? 0), 'a number from 0 to 0.5');
  const isKnown = values === undefined || values === 'copy' || values === 'frozen';
  check('values', isKnown, "'copy' or 'frozen'");
  check('forceFresh', isBoolean(options.forceFresh), 'true or false');
  check('raw', isBoolean(options.raw), 'true or false');
  check('type', type === undefined || hasInstances(type), 'a class');
}

/** Told before anything is loaded. Throws CacheArgumentError. */
export function checkLoader(load: unknown): void {
  if (typeof load === 'function') return;
  throw new CacheArgumentError(`The loader given to wrap() was of type ${typeof load}.`, {
    code: 'CACHE_LOADER_INVALID',
    hint: 'Give a function that brings the value, such as `() => repository.findOne(id)`.',
  });
}

/** An arrow function has no prototype, and makes none. */
const hasInstances = (type: unknown) =>
  typeof type === 'function' && typeof type.prototype === 'object';

const isBoolean = (value: unknown) => typeof (value ?? false) === 'boolean';

function check(option: string, isRight: boolean, rule: string): void {
  if (!isRight) throw invalid(`The option ${option} of wrap() must be ${rule}.`);
}

/** Without its name, which may be a client's where options are made of what a client sends. */
const unknownOption = () =>
  invalid(
    `wrap() was given an option that it does not have; it has ${Object.keys(KNOWN).join(', ')}.`,
  );

function invalid(message: string): CacheArgumentError {
  return new CacheArgumentError(message, {
    code: 'CACHE_OPTION_INVALID',
    hint: 'Correct it where wrap() is called.',
  });
}
