import { describe, expect, it } from '@jest/globals';
import { type DynamicModule, Injectable, Module } from '@nestjs/common';
import { ConfigService } from '@nestjs/config';
import { NestFactory } from '@nestjs/core';
import { IsDefined, IsString, MinLength } from 'class-validator';
import { inspect } from 'node:util';
import {
  BuildOnlyError,
  KeyRing,
  PaginationOptions,
  ProductionConfig,
  ProductionReadinessModule,
  SecretSetting,
  StringSetting,
  UrlSetting,
} from 'nestjs-production-readiness';
import { quietLogger } from '../support/quiet-logger.js';

class AppConfig extends ProductionConfig {
  @StringSetting()
  REGION!: string;

  @UrlSetting()
  QUEUE_URL!: string;

  @IsDefined()
  @IsString()
  VENDOR!: string;

  @SecretSetting()
  @MinLength(8)
  STRIPE_KEY!: string;

  @SecretSetting()
  HARD_CODED = 'in the source';

  @StringSetting({ default: (config: AppConfig) => config.SECRET_KEY.slice(0, 4) })
  PREFIX!: string;
}

const create = (module: DynamicModule) =>
  NestFactory.create(module, { logger: quietLogger, abortOnError: false });
const build = (env: Record<string, string> = {}) =>
  create(ProductionReadinessModule.forRoot({ config: AppConfig, build: true, env }));

describe('forRoot({ build: true })', () => {
  it('builds all modules although everything that is required is missing', async () => {
    const app = await build();
    expect(app.get(AppConfig)).toMatchObject({ PAGE_SIZE: 50, CACHE_TTL: 600 });
    expect(app.get(AppConfig).REGION).toBeUndefined();
    expect(app.get(PaginationOptions).size).toBe(50);
    expect(app.get(KeyRing).derive('jwt')).toHaveLength(1);
    await app.close();
  });

  it.each(['SECRET_KEY', 'SECRET_KEY_FALLBACKS', 'STRIPE_KEY', 'HARD_CODED'] as const)(
    'has no %s, even if it is set',
    async (name) => {
      const app = await build({ SECRET_KEY: 'weak', STRIPE_KEY: 'sk', SECRET_KEY_FALLBACKS: ',' });
      const read = () => app.get(AppConfig)[name];
      expect(read).toThrow(BuildOnlyError);
      expect(read).toThrow(`${name} was read, but forRoot({ build: true }) has no secrets.`);
      expect(read).toThrow(expect.objectContaining({ code: 'BUILD_HAS_NO_SECRETS' }));
      const service = app.get(ConfigService);
      expect(() => service.get<string>(`production-readiness.${name}`)).toThrow(BuildOnlyError);
      await app.close();
    },
  );

  it('can be printed and described', async () => {
    const app = await build();
    const config = app.get(AppConfig);
    expect(inspect(config)).toContain('SECRET_KEY: not read');
    expect(inspect(config, { showHidden: true, customInspect: false })).toContain('PAGE_SIZE');
    expect(JSON.stringify({ ...config })).not.toContain('source');
    await app.close();
  });

  it('stops where a constructor reads a secret, and says where it may be read', async () => {
    @Injectable()
    class Signer {
      readonly key: string;
      constructor(config: ProductionConfig) {
        this.key = config.SECRET_KEY;
      }
    }
    @Module({
      imports: [ProductionReadinessModule.forRoot({ build: true, env: {} })],
      providers: [Signer],
    })
    class AppModule {}
    const booting = NestFactory.create(AppModule, { logger: quietLogger, abortOnError: false });
    await expect(booting).rejects.toThrow('Read it when it is needed');
  });

  it('cannot run', async () => {
    const app = await build();
    await expect(app.init()).rejects.toThrow(
      expect.objectContaining({ name: 'BuildOnlyError', code: 'BUILD_CANNOT_RUN' }),
    );
    const context = NestFactory.createApplicationContext(
      ProductionReadinessModule.forRoot({ build: true, env: {} }),
      { logger: quietLogger, abortOnError: false },
    );
    await expect(context).rejects.toThrow(BuildOnlyError);
  });

  it('still refuses what is set and wrong', async () => {
    await expect(build({ PAGE_SIZE: 'abc' })).rejects.toThrow('must be a whole number');
  });

  it('does not call what fetches variables', async () => {
    const fail = () => {
      throw new Error('was called');
    };
    const [direct, factory] = [
      ProductionReadinessModule.forRoot({ build: true, env: fail }),
      ProductionReadinessModule.forRootAsync({ build: true, useFactory: fail }),
    ];
    for (const module of [direct, factory]) await (await create(module)).close();
  });

  it('is refused with a configuration that is loaded already', async () => {
    const config = ProductionConfig.load({
      SECRET_KEY: 'Zs4Q0mXw7rB2uHnE9yKcT6vLdP1jGfA8oRiW3xYbN5k',
    });
    for (const mode of [{ build: true }, { scrubEnv: true }]) {
      await expect(create(ProductionReadinessModule.forRoot({ config, ...mode }))).rejects.toThrow(
        expect.objectContaining({ code: 'MODULE_CONFLICTING_OPTIONS' }),
      );
    }
  });
});
