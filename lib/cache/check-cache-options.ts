import { CACHE_NAMESPACE } from '../foundation/cache-namespace.js';
import { CACHE_PROTOCOLS, CACHE_PROVIDERS, cacheProvider } from '../foundation/cache-provider.js';
import { CacheOptionsError } from './cache-options.error.js';
import { CacheOptions } from './cache.options.js';
import { isJitter, isTime } from './engine/option-rules.js';

const WHOLE = 'a whole number of at least 1';
const CLIENT =
  'a client of node-redis: of createClient(), createCluster(), or createSentinel() of redis 6';
const OF_CLIENT = [
  ...['connect', 'destroy', 'duplicate', 'on', 'mGet', 'set'],
  ...['eval', 'evalSha', 'publish', 'subscribe'],
];
const WITHOUT_CACHE =
  'without clientSideCache: of what others write that cache hears on a connection of its own, too late for ours';
const STORE = 'a Keyv, a storage adapter made for one, or a CacheStore';
const OF_STORE = ['get', 'set', 'delete'];
const MILLISECONDS = 'a number of milliseconds of at least 0';

/** The options, complete. Throws CacheOptionsError for bounds that bound nothing and for what cannot be meant. */
export function checkCacheOptions(given: Partial<CacheOptions>): CacheOptions {
  checkNames(given);
  const options = CacheOptions.from(given);
  const { values, max, maxBytes, jitter, warnBelowHitRate } = options;
  checkWhere(options);
  check('values', values, (value) => value === 'copy' || value === 'frozen', "'copy' or 'frozen'");
  check('ttl', options.ttl, isPositiveInteger, WHOLE);
  check('max', max, (value) => value === 'auto' || isPositiveInteger(value), `${WHOLE}, or 'auto'`);
  check(
    'maxBytes',
    maxBytes ?? 'auto',
    (value) => value === 'auto' || isPositiveInteger(value),
    `${WHOLE}, or 'auto'`,
  );
  check('memory', options.memory, (value) => typeof (value ?? true) === 'boolean', 'true or false');
  check('maxEntryBytes', options.maxEntryBytes, isPositiveInteger, WHOLE);
  for (const name of ['grace', 'refreshThreshold', 'softTimeout', 'hardTimeout'] as const) {
    check(name, options[name], isTime, MILLISECONDS);
  }
  check('jitter', jitter, isJitter, 'a number from 0 to 0.5');
  check(
    'warnBelowHitRate',
    warnBelowHitRate,
    (value) => isWithin(value, 1),
    'a number from 0 to 1',
  );
  return options;
}

/** JavaScript and factories get past the types. */
function checkNames(given: unknown): void {
  if (typeof given !== 'object' || given === null) {
    throw invalid('The options of the cache are no object.');
  }
  const known = Object.keys(new CacheOptions());
  const unknown = Object.keys(given).find((name) => !known.includes(name));
  if (unknown === undefined) return;
  throw invalid(`The cache has no option ${unknown}; it has ${known.join(', ')}.`);
}

/** Where the entries are kept. */
function checkWhere(options: CacheOptions): void {
  const { provider, url, namespace, client, store } = options;
  check(
    'provider',
    provider,
    (value) => CACHE_PROVIDERS.includes(value),
    'memory, redis or memcached',
  );
  const needsUrl = provider !== 'memory' && client === undefined && store === undefined;
  const isOfProvider = (value?: string) =>
    value === undefined ? !needsUrl : cacheProvider(value) === provider;
  check(
    'url',
    url,
    isOfProvider,
    `a URL that starts with ${CACHE_PROTOCOLS.join(', ')} and is of the provider, ${provider}`,
  );
  check('client', client, (value) => value === undefined || hasMethods(value, OF_CLIENT), CLIENT);
  check('client', client, (value) => !hasOwnCache(value), WITHOUT_CACHE);
  check('store', store, (value) => value === undefined || hasMethods(value, OF_STORE), STORE);
  const isInMemory = provider === 'memory' && client === undefined && store === undefined;
  const isName = (value: unknown) =>
    value === undefined
      ? isInMemory
      : typeof value === 'string' && CACHE_NAMESPACE.pattern.test(value);
  check('namespace', namespace, isName, CACHE_NAMESPACE.rule);
}

const hasMethods = (value: unknown, names: readonly string[]) =>
  typeof value === 'object' &&
  value !== null &&
  names.every((name) => typeof Reflect.get(value, name) === 'function');

const hasOwnCache = (client: object | undefined) =>
  client !== undefined && Boolean(Reflect.get(client, 'clientSideCache'));

const isPositiveInteger = (value: unknown) => Number.isSafeInteger(value) && Number(value) > 0;

const isWithin = (value: unknown, most: number) =>
  typeof value === 'number' && value >= 0 && value <= most;

function check<T>(option: string, value: T, isRight: (value: T) => boolean, rule: string): void {
  if (!isRight(value))
    throw invalid(`The cache option ${option} must be ${rule}; ${found(value)}.`);
}

/** A URL may hold a password, and an object anything: of these only the type is told. */
function found(value: unknown): string {
  if (value === undefined) return 'it is missing';
  if (value instanceof Promise) return 'it is a promise, which is to be awaited';
  return typeof value === 'number' ? `it is ${value}` : `it is of type ${typeof value}`;
}

function invalid(what: string): CacheOptionsError {
  return new CacheOptionsError(what, {
    code: 'CACHE_OPTION_INVALID',
    hint: 'Correct it in the options of the cache given to forRoot(), or in the setting that it comes from.',
  });
}
