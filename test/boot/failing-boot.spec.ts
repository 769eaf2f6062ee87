import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SECRET_KEY } from '../support/environment.js';
import { runBuilt, runTogether } from '../support/run-built.js';

const APPLICATION = 'test/boot/fixtures/application.js';
const REPORT = 'The application was not started';

let cwd: string;

beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'boot-'));
});

afterAll(() => rmSync(cwd, { recursive: true }));

const boot = (args: readonly string[], env: Record<string, string> = {}) =>
  runBuilt(APPLICATION, args, { env, cwd });
const times = (text: string, part: string) => text.split(part).length - 1;

describe('a boot without SECRET_KEY', () => {
  it.each(['default', 'silent', 'fatal', 'buffered'])(
    'exits with 1 and shows the report exactly once, with the logger %s',
    (logger) => {
      const { code, stdout, stderr } = boot([logger]);
      expect(code).toBe(1);
      expect(times(stdout + stderr, REPORT)).toBe(1);
      expect(stdout + stderr).toContain('openssl rand -base64 32');
      expect(stdout + stderr).not.toMatch(/^ +at /m);
      expect(stdout + stderr).not.toContain('node_modules');
    },
  );

  it('is one record of a JSON logger', () => {
    const { stdout, stderr } = boot(['json']);
    const records = (stdout + stderr).split('\n').filter((line) => line.includes(REPORT));
    expect(records).toHaveLength(1);
    expect(JSON.parse(records[0] ?? '')).toMatchObject({ level: 'error' });
  });

  it('can be caught with abortOnError: false, and accuses nothing else', () => {
    const { code, stdout, stderr } = boot(['caught']);
    expect(code).toBe(3);
    expect(stderr.startsWith(REPORT)).toBe(true);
    expect(stderr).not.toContain('imported');
    expect(stdout).toContain('caught CONFIG_INVALID, 1 problem');
  });
});

describe('a boot with a module in the wrong place', () => {
  it.each([
    ['bare', 'imports: [ProductionReadinessModule.forRoot()]'],
    ['twice', 'is imported 2 times'],
    ['misuse', 'MisusingController.create, parameter 1'],
  ])('(%s) says what to write, once, without a stack', (flag, advice) => {
    const { code, stdout, stderr } = boot(['silent', flag], { SECRET_KEY });
    expect(code).toBe(1);
    expect(times(stdout + stderr, advice)).toBe(1);
    expect(stderr.trim().split('\n')).toHaveLength(2);
    expect(stdout + stderr).not.toMatch(/^ +at /m);
  });
});

describe('a boot with everything that it needs', () => {
  it('starts', () => {
    expect(boot(['silent'], { SECRET_KEY })).toMatchObject({
      code: 0,
      stdout: 'started with 50\n',
    });
  });

  it('sees the .env that ConfigModule reads, wherever it is imported, and writes nothing back', () => {
    const folder = mkdtempSync(join(tmpdir(), 'dotenv-'));
    const key = join(folder, 'key');
    writeFileSync(key, SECRET_KEY);
    writeFileSync(join(folder, '.env'), `SECRET_KEY_FILE=${key}\nPAGE_SIZE=33\r\n`);
    const { stdout } = runBuilt(APPLICATION, ['silent', 'dotenv', 'print-env'], { cwd: folder });
    expect(stdout).toContain('started with 33');
    expect(stdout).not.toContain(SECRET_KEY);
    expect(stdout).not.toContain('PAGE_SIZE_MAX');
    rmSync(folder, { recursive: true });
  });

  it('says nothing of a .env file that ConfigModule has read', () => {
    const folder = mkdtempSync(join(tmpdir(), 'dotenv-'));
    writeFileSync(join(folder, '.env'), 'SECRET_KEY=\n');
    const { stderr } = runBuilt(APPLICATION, ['silent', 'dotenv'], { cwd: folder });
    expect(stderr).toContain('SECRET_KEY   is set, but empty');
    expect(stderr).not.toContain('.env file');
    rmSync(folder, { recursive: true });
  });

  it('warns of a variable that is one letter away from a setting that is not set', () => {
    const { code, stdout } = boot(['default'], { SECRET_KEY, PAGESIZE: '10' });
    expect(code).toBe(0);
    expect(stdout).toContain('PAGESIZE is set but is not a setting; did you mean PAGE_SIZE?');
  });
});

describe('development: true', () => {
  const FOLDER = '.production-readiness';

  it('makes a key once, for this machine only, which production refuses', () => {
    const folder = mkdtempSync(join(tmpdir(), 'development-'));
    const develop = () => runBuilt(APPLICATION, ['silent', 'development'], { cwd: folder });
    expect(develop()).toMatchObject({ code: 0, stdout: 'started with 50\n' });
    const path = join(folder, FOLDER, 'development-secret-key');
    const key = readFileSync(path, 'utf8');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(folder, FOLDER, '.gitignore'), 'utf8')).toBe('*\n');
    expect(readdirSync(join(folder, FOLDER))).toHaveLength(2);
    expect(key).toMatch(/^insecure-development-/);

    expect(develop().code).toBe(0);
    expect(readFileSync(path, 'utf8')).toBe(key);

    const { code, stderr } = boot(['silent'], { SECRET_KEY: key });
    expect(code).toBe(1);
    expect(stderr).toContain('is a key that was made for development or tests');
    rmSync(folder, { recursive: true });
  });

  it('gives processes that start together the same key', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'together-'));
    const args = ['silent', 'development', 'print-fingerprint'];
    const printed = await runTogether(6, APPLICATION, args, folder);
    expect(printed[0]).toMatch(/[0-9a-f]{16}/);
    expect(new Set(printed).size).toBe(1);
    expect(readdirSync(join(folder, FOLDER))).toHaveLength(2);
    rmSync(folder, { recursive: true });
  });

  it('is a problem of the report while NODE_ENV is production', () => {
    const { code, stderr } = boot(['silent', 'development'], {
      NODE_ENV: 'production',
      SECRET_KEY,
    });
    expect(code).toBe(1);
    expect(stderr).toContain('development   is true while NODE_ENV is production');
  });

  it('sees production also where a carriage return follows it', () => {
    const { code } = boot(['silent', 'development'], { NODE_ENV: 'production\r', SECRET_KEY });
    expect(code).toBe(1);
  });

  it('leaves a SECRET_KEY that is set alone', () => {
    const { code } = boot(['silent', 'development'], { SECRET_KEY });
    expect(code).toBe(0);
    expect(readdirSync(cwd)).not.toContain(FOLDER);
  });
});
