import { afterAll, describe, expect, it } from '@jest/globals';
import { createHmac, hkdfSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IntSetting, ProductionConfig } from 'nestjs-production-readiness';
import { environment, OLD_KEY, SECRET_KEY } from '../support/environment.js';

const folder = mkdtempSync(join(tmpdir(), 'fingerprint-'));
afterAll(() => rmSync(folder, { recursive: true }));

const fingerprint = (variables: Record<string, string> = {}) =>
  ProductionConfig.load(environment(variables)).fingerprint();

describe('fingerprint()', () => {
  it('is 16 hex digits', () => {
    expect(fingerprint()).toMatch(/^[0-9a-f]{16}$/);
  });

  it('is the same for the same values, wherever they come from', () => {
    const path = join(folder, 'key');
    writeFileSync(path, `${SECRET_KEY}\n`);
    const fromFile = ProductionConfig.load({ SECRET_KEY_FILE: path, PAGE_SIZE: '050' });
    expect(fromFile.fingerprint()).toBe(fingerprint());
    expect(fingerprint({ CACHE_TTL: '600' })).toBe(fingerprint());
    const url = join(folder, 'database-url');
    writeFileSync(url, 'postgres://h/db \n');
    expect(fingerprint({ DATABASE_URL_FILE: url })).toBe(
      fingerprint({ DATABASE_URL: 'postgres://h/db' }),
    );
  });

  it.each([
    ['a number', { PAGE_SIZE: '49' }],
    ['a URL', { DATABASE_URL: 'postgres://u:p@h/shop' }],
    ['the key', { SECRET_KEY: SECRET_KEY.toLowerCase() }],
    ['a fallback', { SECRET_KEY_FALLBACKS: OLD_KEY }],
  ])('differs with %s', (_, variables) => {
    expect(fingerprint(variables)).not.toBe(fingerprint());
  });

  it('leaves out what may differ between replicas', () => {
    class AppConfig extends ProductionConfig {
      @IntSetting({ fingerprint: false })
      REPLICA = 1;
    }
    const load = (REPLICA: string) => AppConfig.load(environment({ REPLICA, PORT: REPLICA }));
    expect(load('1').fingerprint()).toBe(load('2').fingerprint());
    expect(load('1').fingerprint('REPLICA')).not.toBe(load('2').fingerprint('REPLICA'));
  });

  it('of one setting tells which one differs', () => {
    const [a, b] = ['49', '51'].map((size) =>
      ProductionConfig.load(environment({ PAGE_SIZE: size, PAGE_SIZE_MAX: '60' })),
    );
    expect(a?.fingerprint('PAGE_SIZE')).not.toBe(b?.fingerprint('PAGE_SIZE'));
    expect(a?.fingerprint('CACHE_TTL')).toBe(b?.fingerprint('CACHE_TTL'));
    expect(() => a?.fingerprint('PAGESIZE')).toThrow(TypeError);
  });

  it('is keyed by HKDF-SHA256 of SECRET_KEY as it is documented', () => {
    const info = 'v1\0key\0config-fingerprint';
    const key = hkdfSync('sha256', SECRET_KEY, 'production-readiness', info, 32);
    const mac = createHmac('sha256', Buffer.from(key)).update('PAGE_SIZE:2:50').digest('hex');
    expect(ProductionConfig.load(environment()).fingerprint('PAGE_SIZE')).toBe(mac.slice(0, 16));
  });
});

describe('describe()', () => {
  it('gives name, shown value and origin of each setting', () => {
    const path = join(folder, 'url');
    writeFileSync(path, 'postgres://u:p@h/shop');
    const config = ProductionConfig.load(
      environment({ PAGE_SIZE: '20', DATABASE_URL_FILE: path, LOG_LEVEL: 'info' }),
    );
    expect(config.describe()).toEqual(
      expect.arrayContaining([
        { name: 'SECRET_KEY', value: '***', origin: 'the environment' },
        { name: 'PAGE_SIZE', value: '20', origin: 'the environment' },
        { name: 'PAGE_SIZE_MAX', value: '20', origin: 'the default' },
        { name: 'CACHE_URL', value: 'memory:', origin: 'the default' },
        { name: 'LOG_LEVEL', value: 'info', origin: 'the environment' },
        { name: 'PORT', value: 'not set', origin: 'the default' },
        { name: 'DATABASE_URL', value: 'postgres://***', origin: `the file ${path}` },
      ]),
    );
  });
});
