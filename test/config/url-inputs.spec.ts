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
    'rediss://:p%40ss@h',
    'REDIS://h',
    'redis://u:p@a:6379,b:6379',
    'redis://u:p@a/2',
    'redis://u:p,ss@h',
    'rediss://a,b,c',
    'memcached://a:11211,b:11211',
  ])('accepts %j', (url) => {
    expect(load(url)).toBe(url);
  });

  it('drops blanks and line breaks around it', () => {
    expect(load(' redis://h\r\n')).toBe('redis://h');
  });

  it.each(['redis//u:p4ss@h', 'h:6379', 'redis:h', 'http://h', '"redis://h"', 'not a url', '   '])(
    'refuses %j without showing any of it',
    (url) => {
      const { message } = refusal(environment({ CACHE_URL: url, CACHE_NAMESPACE: 'shop' }));
      expect(message).toContain(
        'CACHE_URL   must be a URL that starts with memory:, redis://, rediss:// or memcached://',
      );
      expect(message).not.toContain('p4');
      expect(message).not.toContain('99999');
    },
  );

  it.each([
    ['redis://', 'names a host that is empty or malformed'],
    ['redis:///', 'names a host that is empty or malformed'],
    ['redis:///run/r.sock', 'names a host that is empty or malformed'],
    ['redis://a,,b', 'names a host that is empty or malformed'],
    ['redis://h|x', 'names a host that is empty or malformed'],
    ['redis://u:p4/ss@h', 'has / ? # or @ in its password, which are percent-encoded there'],
    ['redis://u:p4#ss@h', 'has / ? # or @ in its password, which are percent-encoded there'],
    ['redis://u:12#p4@h', 'has / ? # or @ in its password, which are percent-encoded there'],
    ['redis://u:p4?ss@h', 'has / ? # or @ in its password, which are percent-encoded there'],
    ['redis://u:p4@ss@h', 'has / ? # or @ in its password, which are percent-encoded there'],
    ['redis://h:', 'has a port that is not between 1 and 65535'],
    ['redis://h:abc', 'has a port that is not between 1 and 65535'],
    ['redis://h:123456', 'has a port that is not between 1 and 65535'],
    ['redis://h:99999', 'has a port that is not between 1 and 65535'],
    ['redis://h:0', 'has a port that is not between 1 and 65535'],
    ['redis://a:6379,b:99999', 'has a port that is not between 1 and 65535'],
    ['redis://u:p4 ss@h', 'holds a blank or a control character'],
    ['redis://u:p4ss@h h', 'holds a blank or a control character'],
    ['redis://u:p4%ss@h', 'has a % that is not the start of a percent-encoded character'],
    ['redis://h?db=99999', 'is not of the form scheme://user:password@host:port/database'],
    ['redis://h/p4ss', 'names a database that is not a number'],
    ['redis://a,b/1', 'names a database, of which a cluster has only one'],
    ['memcached://u:p4ss@h', 'has a user or password, which memcached has not'],
    ['memcached://h/1', 'names a database, which memcached has not'],
    ['memcached://[::1]', 'has an IPv6 address, which memcache-client does not take'],
  ])('says what is wrong with %j without showing any of it', (url, fault) => {
    const { message } = refusal(environment({ CACHE_URL: url, CACHE_NAMESPACE: 'shop' }));
    expect(message).toContain(`CACHE_URL   ${fault}`);
    expect(message).not.toMatch(/p4|99999/);
  });

  it('needs CACHE_NAMESPACE when it names a server', () => {
    expect(refusal(environment({ CACHE_URL: 'redis://h' })).message).toContain(
      'CACHE_NAMESPACE   is missing',
    );
  });

  it.each(['my shop', 'a:b', '{a}', 'a*', 'x'.repeat(65)])(
    'needs a name as CACHE_NAMESPACE, not %j, which is told with all else',
    (namespace) => {
      const { message } = refusal(environment({ CACHE_NAMESPACE: namespace, PAGE_SIZE: '0' }));
      expect(message).toContain(
        'CACHE_NAMESPACE   must be 1 to 64 letters, digits, dots, hyphens or underscores',
      );
      expect(message).toContain('PAGE_SIZE');
      expect(message).not.toContain(namespace);
    },
  );
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
