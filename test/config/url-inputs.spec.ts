import { describe, expect, it } from '@jest/globals';
import { ProductionConfig, UrlSetting } from 'nestjs-production-readiness';
import { environment, refusal } from '../support/environment.js';

const load = (url: string) =>
  ProductionConfig.load(environment({ CACHE_URL: url, CACHE_NAMESPACE: 'shop' })).CACHE_URL;

describe('CACHE_URL', () => {
  it.each([
    'memory:',
    'redis://h',
    'redis://redis_cache:6379',
    'redis://[::1]:6379',
    'redis:///run/r.sock',
    'rediss://:p%40ss@h',
    'REDIS://h',
    'redis://u:p@a:6379,b:6379/2',
    'rediss://a,b,c',
    'memcached://a:11211,b:11211',
  ])('accepts %j', (url) => {
    expect(load(url)).toBe(url);
  });

  it('drops blanks and line breaks around it', () => {
    expect(load(' redis://h\r\n')).toBe('redis://h');
  });

  it.each([
    'redis//u:p4ss@h',
    'h:6379',
    'redis:h',
    'redis://',
    'redis:///',
    'http://h',
    'redis://h:99999',
    'redis://a:6379,b:99999',
    'redis://a,,b',
    'redis://u:p4 ss@h',
    'redis://u:p4ss@h h',
    '"redis://h"',
    'not a url',
    '   ',
  ])('refuses %j without showing any of it', (url) => {
    const { message } = refusal(environment({ CACHE_URL: url, CACHE_NAMESPACE: 'shop' }));
    expect(message).toContain(
      'CACHE_URL   must be a URL that starts with memory:, redis://, rediss:// or memcached://',
    );
    expect(message).not.toContain('p4');
    expect(message).not.toContain('99999');
  });

  it('needs CACHE_NAMESPACE when it names a server', () => {
    expect(refusal(environment({ CACHE_URL: 'redis://h' })).message).toContain(
      'CACHE_NAMESPACE   is missing',
    );
  });
});

describe('a URL setting', () => {
  class AppConfig extends ProductionConfig {
    @UrlSetting()
    STRIPE_URL!: string;
  }

  it('takes every scheme when it names none', () => {
    const env = environment({ STRIPE_URL: 'https://api.stripe.com/v1' });
    expect(AppConfig.load(env).STRIPE_URL).toBe('https://api.stripe.com/v1');
    expect(refusal(environment({ STRIPE_URL: 'stripe' }), AppConfig).message).toContain(
      'STRIPE_URL   must be a URL',
    );
  });
});

describe('the shared names', () => {
  it.each([
    ['DATABASE_URL', 'host=/var/run/postgresql dbname=shop'],
    ['DATABASE_URL', 'postgresql://a:1,b:2/shop?target_session_attrs=any'],
    ['PORT', '\\\\.\\pipe\\shop'],
    ['LOG_LEVEL', 'trace'],
    ['NODE_ENV', 'staging'],
  ] as const)('let %s be %j', (name, value) => {
    expect(ProductionConfig.load(environment({ [name]: value }))[name]).toBe(value);
  });

  it.each(['DATABASE_URL', 'PORT', 'LOG_LEVEL', 'NODE_ENV'])(
    'refuse %s when it is blank',
    (name) => {
      const { problems } = refusal(environment({ [name]: ' \t ' }));
      expect(problems).toEqual([
        expect.objectContaining({ setting: name, found: 'must be a text that is not blank' }),
      ]);
    },
  );

  it('are unset when they are empty', () => {
    expect(ProductionConfig.load(environment({ PORT: '' })).PORT).toBeUndefined();
  });
});
