import { describe, expect, it } from '@jest/globals';
import { CACHE_MANAGER, Cache, CacheModule } from '@nestjs/cache-manager';
import { Inject, Injectable, Module, type ModuleMetadata, type Type } from '@nestjs/common';
import { ConfigModule, ConfigService, getConfigToken } from '@nestjs/config';
import { Test, type TestingModule } from '@nestjs/testing';
import { Transform } from 'class-transformer';
import { IsDefined } from 'class-validator';
import {
  BaseConfig,
  type ConfigurationError,
  IntSetting,
  KeyRing,
  PaginationModule,
  PaginationOptions,
  PRODUCTION_CONFIG,
  ProductionCache,
  ProductionCacheModule,
  ProductionConfig,
  ProductionConfigModule,
  ProductionReadinessModule,
  type ProductionReadinessOptions,
  SecretSetting,
  SigningModule,
} from 'nestjs-production-readiness';
import { testConfig } from 'nestjs-production-readiness/testing';
import { environment, SECRET_KEY } from './support/environment.js';
import { quietLogger } from './support/quiet-logger.js';

class AppConfig extends ProductionConfig {
  @IntSetting({ min: 1 })
  WORKERS = 2;

  @SecretSetting()
  STRIPE_KEY!: string;
}

const env = environment({ STRIPE_KEY: 'sk_1', PAGE_SIZE: '20' });
const whole = ProductionReadinessModule.forRoot({ config: AppConfig, env });

async function compile(
  imports: ModuleMetadata['imports'],
  providers: Type[] = [],
): Promise<TestingModule> {
  return Test.createTestingModule({ imports, providers }).setLogger(quietLogger).compile();
}

/** The error that stops the boot. */
async function refusalOf(imports: ModuleMetadata['imports']): Promise<ConfigurationError> {
  try {
    await compile(imports);
  } catch (error) {
    return error as ConfigurationError;
  }
  throw new Error('the application started');
}

describe('forRoot()', () => {
  it('gives one frozen instance under every class of the chain and under PRODUCTION_CONFIG', async () => {
    const app = await compile([whole]);
    const config = app.get(AppConfig);
    expect(config).toMatchObject({ PAGE_SIZE: 20, WORKERS: 2, STRIPE_KEY: 'sk_1' });
    expect(Object.isFrozen(config)).toBe(true);
    for (const token of [ProductionConfig, BaseConfig, PRODUCTION_CONFIG]) {
      expect(app.get(token)).toBe(config);
    }
    expect(PRODUCTION_CONFIG).toBe(getConfigToken('production-readiness'));
    await app.close();
  });

  it('is global: a module that imports nothing injects all of it', async () => {
    @Injectable()
    class Service {
      constructor(
        readonly config: ProductionConfig,
        readonly cache: Cache,
        readonly options: PaginationOptions,
        @Inject(CACHE_MANAGER) readonly manager: unknown,
      ) {}
    }
    @Module({ providers: [Service] })
    class FeatureModule {}
    const app = await compile([FeatureModule, whole]);
    const { config, cache, manager, options } = app.get(Service, { strict: false });
    expect(config).toBe(app.get(AppConfig));
    expect(cache).toBe(manager);
    expect(options).toMatchObject({ size: 20, max: 20, offsetMax: 10_000 });
    await app.close();
  });

  it('is seen by its importer only, with isGlobal: false', async () => {
    @Injectable()
    class Service {
      constructor(readonly config: AppConfig) {}
    }
    @Module({ providers: [Service] })
    class OutsideModule {}
    @Module({
      imports: [ProductionReadinessModule.forRoot({ config: AppConfig, env, isGlobal: false })],
      providers: [Service],
    })
    class InsideModule {}
    const app = await compile([InsideModule]);
    expect(app.select(InsideModule).get(Service).config.PAGE_SIZE).toBe(20);
    await app.close();
    await expect(compile([InsideModule, OutsideModule])).rejects.toThrow(/can't resolve/i);
  });

  it('takes an instance that load() made', async () => {
    const config = AppConfig.load(env);
    const app = await compile([ProductionReadinessModule.forRoot({ config })]);
    expect(app.get(AppConfig)).toBe(config);
    expect(app.get(ProductionConfig)).toBe(config);
    await app.close();
  });

  it('refuses an instance that was made by new', async () => {
    const error = await refusalOf([ProductionReadinessModule.forRoot({ config: new AppConfig() })]);
    expect(error).toMatchObject({ code: 'MODULE_UNLOADED_CONFIG' });
  });

  it('refuses to start with the whole report', async () => {
    const error = await refusalOf([
      ProductionReadinessModule.forRoot({ config: AppConfig, env: { PAGE_SIZE: '0' } }),
    ]);
    expect(error).toMatchObject({ code: 'CONFIG_INVALID', stack: error.message });
    expect(error.problems.map(({ setting }) => setting)).toEqual([
      'SECRET_KEY',
      'PAGE_SIZE',
      'STRIPE_KEY',
    ]);
    expect(error.message).toContain('(from the env option)');
  });

  it('leaves features out that are switched off', async () => {
    const app = await compile([
      ProductionReadinessModule.forRoot({
        env: environment(),
        cache: false,
        pagination: false,
        signing: false,
      }),
    ]);
    expect(app.get(ProductionConfig).PAGE_SIZE).toBe(50);
    expect(() => app.get<unknown>(CACHE_MANAGER)).toThrow();
    expect(() => app.get(PaginationOptions)).toThrow();
    expect(() => app.get(KeyRing)).toThrow();
    await app.close();
  });

  it('shares nothing between two applications that are made from one module', async () => {
    const variables: Record<string, string> = environment();
    const root = ProductionReadinessModule.forRoot({ env: variables });
    const first = await compile([root]);
    variables['PAGE_SIZE'] = '7';
    const second = await compile([root]);
    expect(first.get(ProductionConfig).PAGE_SIZE).toBe(50);
    expect(second.get(ProductionConfig).PAGE_SIZE).toBe(7);
    expect(first.get(CACHE_MANAGER)).not.toBe(second.get(CACHE_MANAGER));
    await Promise.all([first.close(), second.close()]);
  });
});

describe('env', () => {
  it('may be an asynchronous function, and replaces process.env', async () => {
    const fetched = { ...environment({ PAGE_SIZE: '30' }) };
    const app = await compile([
      ProductionReadinessModule.forRoot({ env: async () => Promise.resolve(fetched) }),
    ]);
    expect(app.get(ProductionConfig).PAGE_SIZE).toBe(30);
    expect(process.env['SECRET_KEY']).toBeUndefined();
    await app.close();
  });

  it('that fails is a problem of the report, named without its message', async () => {
    class VaultError extends Error {
      override readonly name = 'VaultError';
      readonly code = 'ECONNREFUSED';
    }
    const failing = () => Promise.reject(new VaultError('https://vault/?token=l34k'));
    const error = await refusalOf([ProductionReadinessModule.forRoot({ env: failing })]);
    expect(error.message).toContain('failed to give the variables: VaultError (ECONNREFUSED)');
    expect(error.message).not.toContain('l34k');
    expect(error.cause).toBeUndefined();
  });
});

describe('what is no problem of a setting', () => {
  class Throwing extends ProductionConfig {
    @IntSetting({ default: () => Number(JSON.parse('s3cret-l34k')) })
    WORKERS!: number;
  }

  class Transforming extends ProductionConfig {
    @Transform(({ value }: { value: string }): unknown => JSON.parse(value))
    @IsDefined()
    LIMITS!: object;
  }

  it.each<[string, ProductionReadinessOptions, string]>([
    ['env that gives nothing', { env: () => undefined as never }, 'env   gave no variables'],
    [
      'a default that throws',
      { config: Throwing, env },
      'WORKERS   has a default that threw SyntaxError',
    ],
    [
      'a @Transform() that throws',
      { config: Transforming, env: { ...env, LIMITS: 's3cret-l34k', PAGE_SIZE: '0' } },
      'Transforming   has a @Transform() that threw SyntaxError\n  PAGE_SIZE ',
    ],
  ])('(%s) is in the report too, without its message', async (_, options, found) => {
    const error = await refusalOf([ProductionReadinessModule.forRoot(options)]);
    expect(error).toMatchObject({ code: 'CONFIG_INVALID' });
    expect(error.message).toContain(found);
    expect(error.message).not.toContain('l34k');
  });
});

describe('forRootAsync()', () => {
  @Injectable()
  class Vault {
    read() {
      return Promise.resolve({ env: environment({ PAGE_SIZE: '25' }) });
    }

    create() {
      return this.read();
    }
  }

  @Module({ providers: [Vault], exports: [Vault] })
  class VaultModule {}

  it.each([
    ['useFactory', { inject: [Vault], useFactory: (vault: Vault) => vault.read() }],
    ['useClass', { useClass: Vault }],
    ['useExisting', { useExisting: Vault }],
  ])('gets { env } by %s', async (_, how) => {
    const app = await compile([
      ProductionReadinessModule.forRootAsync({ imports: [VaultModule], ...how }),
    ]);
    expect(app.get(ProductionConfig).PAGE_SIZE).toBe(25);
    expect(app.get(PaginationOptions).size).toBe(25);
    await app.close();
  });
});

describe('a factory of forRootAsync()', () => {
  it.each(['useClass', 'useExisting'])(
    'given by %s, that fails, is a problem of the report',
    async (how) => {
      @Injectable()
      class Broken {
        create(): Promise<never> {
          return Promise.reject(new Error('token=l34k'));
        }
      }
      @Module({ providers: [Broken], exports: [Broken] })
      class BrokenModule {}
      const options = { imports: [BrokenModule], [how]: Broken };
      const error = await refusalOf([ProductionReadinessModule.forRootAsync(options)]);
      expect(error.message).toContain('env   failed to give the variables: Error');
      expect(error.message).not.toContain('l34k');
    },
  );

  it('that fails is a problem of the report, and is not called for an overridden configuration', async () => {
    const failing = ProductionReadinessModule.forRootAsync({
      useFactory: () => Promise.reject(new Error('https://vault/?token=l34k')),
    });
    const error = await refusalOf([failing]);
    expect(error.message).toContain('env   failed to give the variables: Error');
    expect(error.message).not.toContain('l34k');
    const builder = Test.createTestingModule({ imports: [failing] }).setLogger(quietLogger);
    const app = await builder.overrideProvider(ProductionConfig).useValue(testConfig()).compile();
    expect(app.get(ProductionConfig).PAGE_SIZE).toBe(50);
    await app.close();
  });
});

describe('misuse', () => {
  it.each([
    ['ProductionReadinessModule', ProductionReadinessModule],
    ['ProductionConfigModule', ProductionConfigModule],
    ['ProductionCacheModule', ProductionCacheModule],
    ['PaginationModule', PaginationModule],
    ['SigningModule', SigningModule],
  ])('by the bare class %s is refused, with what to write', async (name, module) => {
    const error = await refusalOf([module]);
    expect(error).toMatchObject({ code: 'MODULE_BARE_IMPORT' });
    expect(error.message).toContain(`imports: [${name}.forRoot()]`);
  });

  it('by the bare class beside forRoot() is refused as well', async () => {
    @Module({ imports: [ProductionReadinessModule] })
    class FeatureModule {}
    const error = await refusalOf([whole, FeatureModule]);
    expect(error).toMatchObject({ code: 'MODULE_BARE_IMPORT' });
  });

  it('by a second forRoot() is refused', async () => {
    const error = await refusalOf([whole, ProductionReadinessModule.forRoot({ env })]);
    expect(error).toMatchObject({ code: 'MODULE_SECOND_IMPORT' });
    expect(error.message).toContain('2 times');
  });

  it.each([
    ['configuration', () => ProductionConfigModule.forRoot({ env })],
    ['cache', () => ProductionCacheModule.forRoot()],
    ['pagination', () => PaginationModule.forRoot()],
    ['signing', () => SigningModule.forRoot({ current: SECRET_KEY })],
  ])('by the %s alone beside the whole is refused', async (_, alone) => {
    const error = await refusalOf([whole, alone()]);
    expect(error).toMatchObject({ code: 'MODULE_SECOND_IMPORT' });
  });

  it('by development in a process of production is refused, though env leaves NODE_ENV out', async () => {
    const before = process.env['NODE_ENV'];
    process.env['NODE_ENV'] = 'production';
    try {
      const error = await refusalOf([
        ProductionReadinessModule.forRoot({ env, development: true }),
      ]);
      expect(error.message).toContain('development   is true while NODE_ENV is production');
    } finally {
      process.env['NODE_ENV'] = before;
    }
  });

  it('by options that a loaded configuration cannot heed is refused', async () => {
    const config = AppConfig.load(env);
    const error = await refusalOf([ProductionReadinessModule.forRoot({ config, env })]);
    expect(error).toMatchObject({ code: 'MODULE_CONFLICTING_OPTIONS' });
  });

  it.each([
    ['before', (ours: typeof whole) => [CacheModule.register(), ours]],
    ['after', (ours: typeof whole) => [ours, CacheModule.register({ isGlobal: true })]],
  ])('by a stock CacheModule %s ours is refused, naming it', async (_, imports) => {
    const error = await refusalOf(imports(whole));
    expect(error).toMatchObject({ code: 'MODULE_SECOND_CACHE' });
    expect(error.message).toContain('CacheModule');
  });

  it('is none when the stock CacheModule stands alone', async () => {
    const app = await compile([
      ProductionReadinessModule.forRoot({ env: environment(), cache: false }),
      CacheModule.register({ isGlobal: true }),
    ]);
    expect(app.get(CACHE_MANAGER)).toBeDefined();
    await app.close();
  });

  it.each<Record<string, string>>([
    { CACHE_URL: 'redis://nowhere.invalid', CACHE_NAMESPACE: 'shop' },
    { CACHE_URL: 'memcached://127.0.0.1:1', CACHE_NAMESPACE: 'shop' },
    { CACHE_MAX_SIZE: 'auto', CACHE_MAX_BYTES: 'auto' },
    { CACHE_MAX_BYTES: '1000000' },
  ])('is none with %j: the cache works, its server there or not', async (variables) => {
    const app = await compile([ProductionReadinessModule.forRoot({ env: environment(variables) })]);
    const cache = app.get(ProductionCache);
    expect(await cache.wrap('key', () => 'loaded')).toBe('loaded');
    await app.close();
  });

  it.each([
    'redis://',
    'redis://h:99999',
    'redis://h/not-a-number',
    'redis://a,b/1',
    'memcached://user:hunter2@h',
  ])('is %s as CACHE_URL, which the report does not show', async (url) => {
    const env = environment({ CACHE_URL: url, CACHE_NAMESPACE: 'shop' });
    const error = await refusalOf([ProductionReadinessModule.forRoot({ env })]);
    expect(error.code).toBe('CONFIG_INVALID');
    expect(error.message).not.toMatch(/99999|not-a-number|hunter2/);
  });
});

describe('features alone', () => {
  it('need no environment', async () => {
    const app = await compile([
      ProductionCacheModule.forRoot({ max: 2, ttl: 1000 }),
      PaginationModule.forRoot({ size: 10 }),
    ]);
    expect(app.get(PaginationOptions)).toMatchObject({ size: 10, max: 10 });
    expect(app.get(CACHE_MANAGER)).toBe(app.get(Cache));
    await app.close();
  });

  it('have the defaults of the settings that they stand for', async () => {
    const app = await compile([ProductionReadinessModule.forRoot({ env: environment() })]);
    const { size, max, offsetMax } = PaginationOptions.from({});
    expect(app.get(PaginationOptions)).toMatchObject({ size, max, offsetMax });
    await app.close();
  });
});

describe('in tests of users', () => {
  it('overrideProvider(AppConfig) needs no environment, and reaches every feature', async () => {
    const config = testConfig(AppConfig, { PAGE_SIZE: 5 });
    const builder = Test.createTestingModule({
      imports: [ProductionReadinessModule.forRoot({ config: AppConfig }), ConfigModule.forRoot()],
    });
    const app = await builder
      .setLogger(quietLogger)
      .overrideProvider(AppConfig)
      .useValue(config)
      .compile();
    expect(app.get(ProductionConfig)).toBe(config);
    expect(app.get(PaginationOptions).size).toBe(5);
    expect(app.get(KeyRing).derive('jwt')).toHaveLength(1);
    expect(app.get(ConfigService).get('PAGE_SIZE')).toBe(5);
    await app.close();
  });
});

describe('ConfigService', () => {
  it('shows settings that are no secrets flat, and all of them under the namespace', async () => {
    const app = await compile([whole, ConfigModule.forRoot({ isGlobal: true, cache: true })]);
    const service = app.get(ConfigService);
    expect(service.get('PAGE_SIZE')).toBe(20);
    expect(service.get('WORKERS')).toBe(2);
    expect(service.get('SECRET_KEY')).toBeUndefined();
    expect(service.get('CACHE_URL')).toBeUndefined();
    expect(service.get('production-readiness.SECRET_KEY')).toBe(SECRET_KEY);
    expect(service.get('production-readiness.STRIPE_KEY')).toBe('sk_1');
    expect(() => service.set('production-readiness.PAGE_SIZE', 1)).toThrow(TypeError);
    expect(app.get(AppConfig).PAGE_SIZE).toBe(20);
    await app.close();
  });

  it('keeps what the application loads itself for settings that are not set', async () => {
    const load = () => ({ PORT: 3000, NODE_ENV: 'custom', shop: { open: true } });
    const app = await compile([whole, ConfigModule.forRoot({ load: [load] })]);
    const service = app.get(ConfigService);
    expect(service.get('PORT')).toBe(3000);
    expect(service.get('NODE_ENV')).toBe('custom');
    expect(service.get('shop.open')).toBe(true);
    await app.close();
  });

  it('is served without a ConfigModule of the user', async () => {
    const app = await compile([whole]);
    expect(app.get(ConfigService).get('production-readiness.PAGE_SIZE')).toBe(20);
    await app.close();
  });
});
