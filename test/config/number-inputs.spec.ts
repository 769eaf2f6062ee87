import { describe, expect, it } from '@jest/globals';
import {
  BoolSetting,
  IntSetting,
  ProductionConfig,
  SecretSetting,
  StringSetting,
} from 'nestjs-production-readiness';
import { environment, refusal } from '../support/environment.js';

const EXPECTED = 'must be a whole number from 1 to 1000';

describe('a whole number', () => {
  it.each([
    ['""', '', 50],
    ['outer blanks', ' 50 ', 50],
    ['a carriage return', '50\r', 50],
    ['a line feed', '50\n', 50],
    ['a byte order mark', '\uFEFF50', 50],
    ['a leading zero, never octal', '050', 50],
    ['a plus sign', '+50', 50],
    ['the least', '1', 1],
    ['the greatest', '1000', 1000],
  ])('accepts %s', (_, text, value) => {
    expect(ProductionConfig.load(environment({ PAGE_SIZE: text })).PAGE_SIZE).toBe(value);
  });

  it.each([
    ' ',
    '1e2',
    '0x32',
    '0b110010',
    '50.0',
    '50.5',
    '50abc',
    '1,000',
    '5_0',
    'Infinity',
    '-Infinity',
    'NaN',
    '9007199254740993',
    '9'.repeat(400),
    '٥٠',
    '９９',
    '"50"',
    "'50'",
    'true',
    'null',
    'undefined',
    '0',
    '-0',
    '-1',
    '1001',
    '--5',
    '5 0',
    '\0',
  ])('refuses %j', (text) => {
    const { problems, message } = refusal(environment({ PAGE_SIZE: text }));
    expect(problems).toEqual([
      expect.objectContaining({ setting: 'PAGE_SIZE', code: 'invalid', origin: 'the environment' }),
    ]);
    expect(problems[0]?.found).toContain(EXPECTED);
    expect(message).toContain(EXPECTED);
  });

  it.each(['0', '-1', '1.5', '1e3', '315360001', '9'.repeat(400)])(
    'refuses %j seconds as CACHE_TTL',
    (text) => {
      expect(refusal(environment({ CACHE_TTL: text })).message).toContain(
        'CACHE_TTL   must be a whole number from 1 to 315360000',
      );
    },
  );

  it('takes -0 as 0, where 0 is allowed', () => {
    const { PAGE_OFFSET_MAX } = ProductionConfig.load(environment({ PAGE_OFFSET_MAX: '-0' }));
    expect(Object.is(PAGE_OFFSET_MAX, 0)).toBe(true);
  });

  it.each(['null', 'undefined'])('says how the word %s gets into the environment', (word) => {
    expect(refusal(environment({ PAGE_SIZE: word })).message).toContain('delete process.env.X');
  });

  it('shows a rejected value of at most 24 characters, and only the length of a longer one', () => {
    expect(refusal(environment({ PAGE_SIZE: 'x'.repeat(24) })).message).toContain(
      `got "${'x'.repeat(24)}"`,
    );
    const long = refusal(environment({ PAGE_SIZE: 'x'.repeat(25) })).message;
    expect(long).toContain('got 25 characters');
    expect(long).not.toContain('xx');
  });

  it('shows control characters escaped', () => {
    expect(refusal(environment({ PAGE_SIZE: '5\u001b[31m' })).message).not.toContain('\u001b');
  });

  it('accepts the word auto where the setting names it, and no other', () => {
    const config = ProductionConfig.load(environment({ CACHE_MAX_SIZE: 'auto' }));
    expect(config.CACHE_MAX_SIZE).toBe('auto');
    expect(refusal(environment({ CACHE_MAX_SIZE: 'all' })).message).toContain(
      'must be a whole number from 1 to 10000000, or auto, got "all"',
    );
  });
});

describe('a bound that depends on another setting', () => {
  it('takes its default from that setting', () => {
    const config = ProductionConfig.load(environment({ PAGE_SIZE: '20' }));
    expect(config.PAGE_SIZE_MAX).toBe(20);
  });

  it.each<Record<string, string>>([
    { PAGE_SIZE: '20000' },
    { PAGE_SIZE: 'abc', PAGE_SIZE_MAX: '20' },
  ])('says nothing while that one is wrong: %j', (variables) => {
    const { problems } = refusal(environment(variables));
    expect(problems.map(({ setting }) => setting)).toEqual(['PAGE_SIZE']);
  });

  it('holds though it depends on a setting that depends on it', () => {
    class Pool extends ProductionConfig {
      @IntSetting({ min: 1, max: (config: Pool) => config.POOL_MAX })
      POOL_MIN = 1;

      @IntSetting({ min: (config: Pool) => config.POOL_MIN, max: 100 })
      POOL_MAX = 10;
    }
    const { problems } = refusal(environment({ POOL_MIN: '20', POOL_MAX: '5' }), Pool);
    expect(problems.map(({ setting }) => setting)).toEqual(['POOL_MIN', 'POOL_MAX']);
  });

  it('and a default may read a secret, and may fail on what is missing without hiding that', () => {
    class Reading extends ProductionConfig {
      @StringSetting()
      HOSTS!: string;

      @SecretSetting({ optional: true })
      SENTRY_KEY?: string;

      @BoolSetting({ default: (config: Reading) => config.SENTRY_KEY !== undefined })
      SENTRY!: boolean;

      @IntSetting({ default: (config: Reading) => config.HOSTS.length })
      WORKERS!: number;

      @IntSetting({ max: (config: Reading) => config.HOSTS.length })
      SPARE = 1;
    }
    const { message } = refusal(environment(), Reading);
    expect(message).toContain('1 problem');
    expect(message).toContain('HOSTS   is missing');
    const config = Reading.load(environment({ HOSTS: 'a,b', SENTRY_KEY: 'abc' }));
    expect(config).toMatchObject({ SENTRY: true, WORKERS: 3 });
  });

  it('that fails for another reason is told', () => {
    class Failing extends ProductionConfig {
      @IntSetting({ default: () => Number(JSON.parse('l34k')) })
      WORKERS!: number;
    }
    const { message } = refusal(environment(), Failing);
    expect(message).toContain('WORKERS   has a default that threw SyntaxError');
    expect(message).not.toContain('l34k');
  });

  it('may go through methods with private state', () => {
    class AppConfig extends ProductionConfig {
      @IntSetting({ max: (config: AppConfig) => config.describe().length * config.PAGE_SIZE })
      WORKERS = 2;
    }
    const { problems } = refusal(environment({ WORKERS: '99999' }), AppConfig);
    expect(problems.map(({ setting }) => setting)).toEqual(['WORKERS']);
  });

  it('is checked against that setting', () => {
    const env = environment({ PAGE_SIZE: '20', PAGE_SIZE_MAX: '19' });
    expect(refusal(env).message).toContain('must be a whole number from 20 to 10000, got "19"');
  });
});

describe('a variable that is no text', () => {
  const load = (variables: Record<string, unknown>) =>
    ProductionConfig.load({ ...environment(), ...variables } as Record<string, string>);

  it('is taken for its text when it is a number or a switch', () => {
    expect(load({ PAGE_SIZE: 20, PORT: 3000 })).toMatchObject({ PAGE_SIZE: 20, PORT: '3000' });
    expect(load({ PAGE_SIZE: null, PORT: undefined })).toMatchObject({ PAGE_SIZE: 50 });
  });

  it('is refused as the name of a file too', () => {
    expect(() => load({ SECRET_KEY: '', SECRET_KEY_FILE: {} })).toThrow('must be a text');
  });

  it.each([[{}], [['20']], [20n], [() => '20']])('is refused as %p', (value) => {
    expect(() => load({ PAGE_SIZE: value })).toThrow('PAGE_SIZE   must be a text');
  });
});
