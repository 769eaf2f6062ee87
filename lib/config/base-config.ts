import { Matches } from 'class-validator';
import { inspect } from 'node:util';
import { CACHE_NAMESPACE } from '../foundation/cache-namespace.js';
import { cacheProvider } from '../foundation/cache-provider.js';
import { sealCacheConfig, type CacheConfig } from './cache-config.js';
import type { Environment } from './environment.js';
import { fingerprint } from './fingerprint.js';
import type { LoadOptions } from './loading/load-options.js';
import { loadSettings } from './loading/load-settings.js';
import type { LoadedSetting } from './loading/loaded-setting.js';
import { CacheUrlSetting } from './settings/cache-url-setting.decorator.js';
import { IntSetting } from './settings/int-setting.decorator.js';
import { SecretSetting } from './settings/secret-setting.decorator.js';
import { StringSetting } from './settings/string-setting.decorator.js';
import { UrlSetting } from './settings/url-setting.decorator.js';
import { showSetting, type ShownSetting } from './shown-setting.js';

/**
 * What every environment shares. An instance is made by `load()`, never by `new`: validated, deeply frozen, and
 * without secrets or URLs in any print or clone of it. Each property is named after its variable.
 */
export abstract class BaseConfig {
  // First, because `hide` relies on what is below it being removable from the last to the first.
  #settings: readonly LoadedSetting[] = [];

  @SecretSetting({
    description: "The application's one secret.",
    hint: 'generate one:  openssl rand -base64 32   (or: npx nestjs-production-readiness secret)\nthen set SECRET_KEY, or SECRET_KEY_FILE for a mounted secret',
  })
  SECRET_KEY!: string;

  @SecretSetting({
    description:
      'Earlier keys that still verify, newest first; commas or line breaks between them.',
    optional: true,
    multiline: true,
    fallbacksOf: 'SECRET_KEY',
  })
  SECRET_KEY_FALLBACKS?: string;

  @IntSetting({
    description: 'Rows of a page when the client asks for none.',
    min: 1,
    max: 1000,
  })
  PAGE_SIZE = 50;

  @IntSetting({
    description: 'Most rows that any one request gets; PAGE_SIZE when not set.',
    min: (config: BaseConfig) => config.PAGE_SIZE,
    max: 10_000,
    default: (config: BaseConfig) => config.PAGE_SIZE,
  })
  PAGE_SIZE_MAX!: number;

  @IntSetting({
    description: 'Furthest OFFSET of a page, in rows.',
    min: 0,
  })
  PAGE_OFFSET_MAX = 10_000;

  @CacheUrlSetting({
    description: 'Where the cache is: this process, or a server; several hosts make a cluster.',
  })
  CACHE_URL = 'memory:';

  @IntSetting({
    description: 'How long an entry of the cache lives, in seconds.',
    min: 1,
    max: 315_360_000,
  })
  CACHE_TTL = 600;

  @IntSetting({
    description: 'Entries that the cache holds in this process; auto goes by its memory.',
    min: 1,
    max: 10_000_000,
    words: ['auto'],
  })
  CACHE_MAX_SIZE: number | 'auto' = 4096;

  @IntSetting({
    description: 'Bytes that the cache holds in this process; auto goes by its memory.',
    min: 1,
    words: ['auto'],
    optional: true,
  })
  CACHE_MAX_BYTES?: number | 'auto';

  @StringSetting({
    description: 'Prefix of the keys on a shared cache server, and required with one.',
    example: 'shop',
    optional: (config: BaseConfig) => (cacheProvider(config.CACHE_URL) ?? 'memory') === 'memory',
  })
  @Matches(CACHE_NAMESPACE.pattern, { message: `must be ${CACHE_NAMESPACE.rule}` })
  CACHE_NAMESPACE?: string;

  @StringSetting({
    description: 'The name of the environment; development: true is refused in production.',
    example: 'production',
    optional: true,
  })
  NODE_ENV?: string;

  @StringSetting({
    description: 'The least level to log, for the logger of the application.',
    example: 'info',
    optional: true,
  })
  LOG_LEVEL?: string;

  @StringSetting({
    description: 'The port or the named pipe to listen on, for app.listen().',
    example: '3000',
    optional: true,
    fingerprint: false,
  })
  PORT?: string;

  @UrlSetting({
    description: 'Where the database is, for the application.',
    format: 'any',
    optional: true,
  })
  DATABASE_URL?: string;

  /** Loads the configuration from `env`. Throws ConfigurationError with every problem of every setting. */
  static load<T extends BaseConfig>(this: new () => T, env: Environment = process.env): T {
    return BaseConfig.loadWith(this, { env }).config;
  }

  /** As `load`, with what modules and tests need to say; `notes` are for the log. */
  static loadWith<T extends BaseConfig>(
    Class: new () => T,
    options: LoadOptions,
  ): { config: T; notes: readonly string[] } {
    const { config, settings, notes } = loadSettings(Class, options);
    config.#settings = settings;
    return { config, notes };
  }

  /** Whether this is a configuration that `load()` made, not one made by `new`. */
  static isLoaded(value: object): value is BaseConfig {
    return BaseConfig.loadedSettings(value).length > 0;
  }

  /** What is known of the settings of a configuration that `load()` made; of anything else, nothing. */
  static loadedSettings(value: object): readonly LoadedSetting[] {
    return #settings in value ? value.#settings : [];
  }

  /** The frozen settings of the cache; `ttl` in milliseconds, as cache-manager counts. */
  getCacheConfig(): CacheConfig {
    return sealCacheConfig(this.buildCacheConfig());
  }

  /** What a subclass overrides to make the cache from other settings: `{ ...super.buildCacheConfig(), ttl: 5_000 }`. */
  protected buildCacheConfig(): CacheConfig {
    return {
      provider: cacheProvider(this.CACHE_URL) ?? 'memory',
      url: this.CACHE_URL,
      ttl: this.CACHE_TTL * 1000,
      max: this.CACHE_MAX_SIZE,
      maxBytes: this.CACHE_MAX_BYTES,
      namespace: this.CACHE_NAMESPACE,
    };
  }

  /** Name, shown value and origin of each setting, for a boot log; secrets and URLs are masked. */
  describe(): ShownSetting[] {
    return this.#settings.map((setting) => showSetting(this, setting));
  }

  /**
   * 16 hex digits that replicas with the same settings share; of one setting when it is named. Differs after a
   * change of SECRET_KEY. Settings declared with `fingerprint: false` have no part in it.
   */
  fingerprint(name?: string): string {
    return fingerprint(this, this.#settings, name);
  }

  [inspect.custom](): string {
    // A copy that has the prototype but was not made by a constructor.
    if (!(#settings in this)) return '[BaseConfig]';
    const shown = this.describe().map(({ name, value }) => `  ${name}: ${value}`);
    return `${this.constructor.name} {\n${shown.join('\n')}\n}`;
  }
}
