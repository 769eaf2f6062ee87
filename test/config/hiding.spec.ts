import { describe, expect, it } from '@jest/globals';
import { ConsoleLogger } from '@nestjs/common';
import { IsString, IsUrl } from 'class-validator';
import { format, inspect } from 'node:util';
import { serialize } from 'node:v8';
import {
  ConfigurationError,
  ProductionConfig,
  SecretSetting,
  StringSetting,
  UrlSetting,
} from 'nestjs-production-readiness';
import { environment, SECRET_KEY } from '../support/environment.js';

class AppConfig extends ProductionConfig {
  @UrlSetting()
  REPORTS_URL = 'https://user:d3fault-Leak@host';

  @SecretSetting()
  STRIPE_KEY!: string;

  @StringSetting()
  SMTP_PASSWORD!: string;

  @IsString()
  VENDOR_TOKEN!: string;

  @IsUrl()
  REPORTS!: string;

  @StringSetting()
  MONGO_URI!: string;

  @StringSetting({ hidden: false })
  PUBLIC_KEY!: string;
}

const LEAKS = [
  SECRET_KEY,
  'f4llback-Leak-9vLrT2xQeN4cWm7KpZ0bYh',
  'str1pe-Leak',
  'smtp-Leak',
  'tok3n-Leak',
  'd3fault-Leak',
  'ur1-Leak',
];
const config = AppConfig.load(
  environment({
    SECRET_KEY_FALLBACKS: 'f4llback-Leak-9vLrT2xQeN4cWm7KpZ0bYh',
    STRIPE_KEY: 'str1pe-Leak',
    SMTP_PASSWORD: 'smtp-Leak',
    VENDOR_TOKEN: 'tok3n-Leak',
    MONGO_URI: 'mongodb://u:ur1-Leak@h',
    REPORTS: 'https://u:ur1-Leak@example.com',
    PUBLIC_KEY: 'shown',
    CACHE_URL: 'redis://u:ur1-Leak@h',
    CACHE_NAMESPACE: 'shop',
    DATABASE_URL: 'postgres://u:ur1-Leak@h/shop',
  }),
);

function nestLog(json: boolean): string {
  const written: string[] = [];
  const { write } = process.stdout;
  process.stdout.write = (chunk) => written.push(String(chunk)) > 0;
  try {
    const logger = new ConsoleLogger('test', { json });
    logger.log(config);
    logger.log('text', { config });
    logger.log({ config });
  } finally {
    process.stdout.write = write;
  }
  return written.join('');
}

describe('a secret or a URL', () => {
  it.each<[string, () => unknown]>([
    ['JSON', () => JSON.stringify(config)],
    ['nested JSON', () => JSON.stringify({ a: [config] })],
    ['inspect', () => inspect(config)],
    ['nested inspect', () => inspect({ a: { b: config } }, { depth: 9 })],
    ['inspect with showHidden', () => inspect(config, { showHidden: true })],
    ['inspect without customInspect', () => inspect(config, { customInspect: false })],
    [
      'inspect with both',
      () => inspect(config, { showHidden: true, customInspect: false, depth: 9 }),
    ],
    ['%o %O %j %s', () => format('%o %O %j %s', config, config, config, config)],
    // eslint-disable-next-line @typescript-eslint/no-base-to-string, @typescript-eslint/restrict-template-expressions -- that is what people do by mistake
    ['a template', () => `${config}`],
    ['spread', () => inspect({ ...config })],
    ['Object.assign', () => inspect(Object.assign({}, config))],
    ['entries', () => inspect(Object.entries(config))],
    ['structuredClone', () => inspect(structuredClone(config))],
    ['v8.serialize', () => serialize(config).toString('latin1')],
    ["Nest's logger", () => nestLog(false)],
    ["Nest's JSON logger", () => nestLog(true)],
    ['getCacheConfig() in JSON', () => JSON.stringify(config.getCacheConfig())],
    [
      'getCacheConfig() in inspect',
      () => inspect(config.getCacheConfig(), { showHidden: true, customInspect: false }),
    ],
    ['describe()', () => inspect(config.describe(), { depth: 9 })],
    ['an error that holds it', () => inspect(new Error('x', { cause: config }), { depth: 9 })],
    [
      'the report of another setting',
      () => new ConfigurationError([{ setting: 'X', code: 'x', found: 'x' }]).message,
    ],
  ])('is not in %s', (_, print) => {
    const printed = String(print());
    expect(printed.length).toBeGreaterThan(0);
    for (const leak of LEAKS) expect(printed).not.toContain(leak);
  });

  it('is a plain string for who reads it', () => {
    expect(config).toMatchObject({
      SECRET_KEY,
      STRIPE_KEY: 'str1pe-Leak',
      SMTP_PASSWORD: 'smtp-Leak',
      VENDOR_TOKEN: 'tok3n-Leak',
      REPORTS_URL: 'https://user:d3fault-Leak@host',
      DATABASE_URL: 'postgres://u:ur1-Leak@h/shop',
    });
    expect(config.getCacheConfig().url).toBe('redis://u:ur1-Leak@h');
  });

  it('is not hidden where a decorator says that it is none', () => {
    expect(JSON.stringify(config)).toContain('"PUBLIC_KEY":"shown"');
  });

  it('is masked, and says that it is set, in a print', () => {
    expect(inspect(config)).toContain('SECRET_KEY: ***');
    expect(inspect(config)).toContain('DATABASE_URL: postgres://***');
  });
});

describe('a copy with the prototype of a configuration', () => {
  it('can be printed, and shows nothing', () => {
    expect(inspect(Object.create(config))).toBe('[BaseConfig]');
    expect(inspect(new Proxy(config, {}))).not.toContain('Leak');
  });
});

describe('a configuration', () => {
  it('cannot be changed', () => {
    for (const change of [
      () => Object.assign(config, { PAGE_SIZE: 1 }),
      () => Object.assign(config, { SECRET_KEY: 'x' }),
      () => Object.assign(config, { NEW: 1 }),
      () => Object.defineProperty(config, 'SECRET_KEY', { value: 'x' }),
      () => void Object.setPrototypeOf(config, {}),
      () => Object.assign(config.getCacheConfig(), { ttl: 1 }),
    ]) {
      expect(change).toThrow(TypeError);
    }
    expect(config.PAGE_SIZE).toBe(50);
    expect(config.SECRET_KEY).toBe(SECRET_KEY);
  });
});
