import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ConfigurationError,
  ProductionConfig,
  ProductionReadinessError,
} from 'nestjs-production-readiness';
import { environment, refusal, SECRET_KEY } from '../support/environment.js';

describe('the report', () => {
  it('holds every problem of every setting, in the order of the class', () => {
    const { message } = refusal({
      SECRETKEY: SECRET_KEY,
      PAGE_SIZE: 'abc',
      CACHE_URL: 'redis//u:p@h',
    });
    expect(message).toBe(`The application was not started: 3 problems in its configuration.

  SECRET_KEY   is missing
               generate one:  openssl rand -base64 32   (or: npx nestjs-production-readiness secret)
               then set SECRET_KEY, or SECRET_KEY_FILE for a mounted secret
  PAGE_SIZE    must be a whole number from 1 to 1000, got "abc"     (from the environment)
  CACHE_URL    must be a URL that starts with memory:, redis://, rediss:// or memcached://     (from the environment)

  SECRETKEY is set but is not a setting; did you mean SECRET_KEY?
`);
  });

  it('is an error with a stable code, problems as values, and no stack', () => {
    const error = refusal({});
    expect(error).toBeInstanceOf(ProductionReadinessError);
    expect(error).toMatchObject({ name: 'ConfigurationError', code: 'CONFIG_INVALID' });
    expect(error.stack).toBe(error.message);
    expect(Object.isFrozen(error.problems)).toBe(true);
    expect(JSON.stringify(error)).not.toContain('problems');
  });

  it('names a default that breaks a rule as such', () => {
    class Wrong extends ProductionConfig {
      override PAGE_SIZE = 0;
    }
    expect(refusal(environment(), Wrong).message).toContain('got "0"     (from the default)');
  });
});

describe('a misspelt variable', () => {
  it.each([
    ['SECRETKEY', 'SECRET_KEY'],
    ['SECRET_KEYS', 'SECRET_KEY'],
    ['SECRET-KEY', 'SECRET_KEY'],
    ['SECRET_KYE', 'SECRET_KEY'],
    ['SECRET_KEY_FIL', 'SECRET_KEY_FILE'],
    ['PAGESIZE', 'PAGE_SIZE'],
  ])('%s is taken for %s', (name, meant) => {
    expect(refusal({ [name]: 'x' }).message).toContain(
      `${name} is set but is not a setting; did you mean ${meant}?`,
    );
  });

  it.each(['SECRETKEYS', 'SECRET', 'KEY', 'PAGE', 'secret_key', 'PAGE_SIZE_MIN'])(
    '%s is too far from every setting',
    (name) => {
      expect(refusal({ [name]: 'x' }).message).not.toContain('did you mean');
    },
  );

  it('is no question when the real one is set', () => {
    const { message } = refusal(environment({ SECRETKEY: 'x', PAGE_SIZE: 'abc' }));
    expect(message).not.toContain('did you mean');
  });
});

describe('names that objects have anyway', () => {
  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    '%s in the environment harms nothing',
    (name) => {
      const env = Object.assign(Object.create(null) as Record<string, string>, environment());
      Object.defineProperty(env, name, { value: 'x', enumerable: true });
      expect(ProductionConfig.load(env).PAGE_SIZE).toBe(50);
    },
  );
});

describe('a .env file', () => {
  const [before, cwd] = [{ ...process.env }, process.cwd()];
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'env-file-'));
    process.chdir(folder);
  });

  afterEach(() => {
    process.chdir(cwd);
    process.env = before;
    rmSync(folder, { recursive: true });
  });

  const NOTE = 'There is a .env file here that nothing has read';
  const refuse = () => {
    try {
      ProductionConfig.load();
    } catch (error) {
      if (error instanceof ConfigurationError) return error.message;
    }
    return 'the configuration was accepted';
  };

  it('that nobody has read is pointed out, never read', () => {
    delete process.env['SECRET_KEY'];
    writeFileSync('.env', `# local\nexport SECRET_KEY=${SECRET_KEY}\n`);
    expect(refuse()).toContain(NOTE);
    expect(refuse()).not.toContain(SECRET_KEY);
  });

  it('that sets nothing of what is missing is left out of the report', () => {
    delete process.env['SECRET_KEY'];
    writeFileSync('.env', 'OTHER=1\n');
    expect(refuse()).not.toContain(NOTE);
  });
});
