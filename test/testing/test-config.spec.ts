import { describe, expect, it } from '@jest/globals';
import {
  BoolSetting,
  EnumSetting,
  IntSetting,
  ProductionConfig,
  SecretSetting,
  StringSetting,
  UrlSetting,
} from 'nestjs-production-readiness';
import { testConfig } from 'nestjs-production-readiness/testing';

class AppConfig extends ProductionConfig {
  @StringSetting({ minLength: 3 })
  NAME!: string;

  @StringSetting({ example: 'eu-west-1' })
  REGION!: string;

  @IntSetting({ min: 7 })
  WORKERS!: number;

  @BoolSetting()
  VERBOSE!: boolean;

  @EnumSetting({ values: ['a', 'b'] })
  MODE!: 'a' | 'b';

  @UrlSetting({ protocols: ['amqp://', 'amqps://'] })
  QUEUE_URL!: string;

  @SecretSetting({ minBytes: 64 })
  STRIPE_KEY!: string;
}

describe('testConfig()', () => {
  it('is a valid configuration without an environment', () => {
    expect(testConfig()).toBeInstanceOf(ProductionConfig);
    expect(testConfig(AppConfig)).toMatchObject({
      PAGE_SIZE: 50,
      PAGE_SIZE_MAX: 50,
      NAME: 'test',
      REGION: 'eu-west-1',
      WORKERS: 7,
      VERBOSE: false,
      MODE: 'a',
      QUEUE_URL: 'amqp://localhost',
    });
    expect(testConfig(AppConfig).STRIPE_KEY).toHaveLength(64);
    expect(testConfig().SECRET_KEY.length).toBeGreaterThanOrEqual(32);
  });

  it('gives the same values each time, so that snapshots hold', () => {
    expect(testConfig(AppConfig).fingerprint()).toBe(testConfig(AppConfig).fingerprint());
  });

  it('ignores the environment of the tests', () => {
    process.env['PAGE_SIZE'] = '7';
    try {
      expect(testConfig().PAGE_SIZE).toBe(50);
    } finally {
      delete process.env['PAGE_SIZE'];
    }
  });

  it('takes overrides, as they are, and shows them', () => {
    const config = testConfig(AppConfig, { PAGE_SIZE: 5, STRIPE_KEY: 's'.repeat(64), MODE: 'b' });
    expect(config).toMatchObject({ PAGE_SIZE: 5, PAGE_SIZE_MAX: 5, MODE: 'b' });
    expect(config.STRIPE_KEY).toBe('s'.repeat(64));
    expect(config.describe()).toContainEqual({
      name: 'PAGE_SIZE',
      value: '5',
      origin: 'an override',
    });
    expect(JSON.stringify(config)).not.toContain('sss');
  });

  it('holds overrides to the rules of the class', () => {
    expect(() => testConfig(AppConfig, { WORKERS: 1 })).toThrow(
      'must be a whole number of at least 7',
    );
    expect(() => testConfig(AppConfig, { STRIPE_KEY: 'short' })).toThrow('at least 64 bytes');
    expect(() => testConfig(AppConfig, { WORKERS: '9' as never })).toThrow('(from an override)');
    expect(() => testConfig(AppConfig, { WORKER: 9 } as never)).toThrow(
      'WORKER   is not a setting of this class',
    );
    expect(() => testConfig(AppConfig, { CACHE_URL: 'redis://h' })).not.toThrow();
  });

  it('makes a key that production refuses', () => {
    expect(() => ProductionConfig.load({ SECRET_KEY: testConfig().SECRET_KEY })).toThrow(
      'made for development or tests',
    );
  });
});
