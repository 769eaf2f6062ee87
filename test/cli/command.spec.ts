import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ProductionConfig } from 'nestjs-production-readiness';
import { keyFingerprint } from '../../lib/signing/key-fingerprint.js';
import { OLD_KEY, OLDER_KEY, SECRET_KEY } from '../support/environment.js';
import { runBuilt } from '../support/run-built.js';

const ROOT = join(import.meta.dirname, '../..');
const run = (...args: string[]) => runBuilt('lib/cli/main.js', args, { cwd: ROOT });

describe('the command secret', () => {
  it('prints a new key that is accepted, and nothing else', () => {
    const { code, stdout, stderr } = run('secret');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^[\w-]{43}\n$/);
    expect(Buffer.from(stdout.trim(), 'base64url')).toHaveLength(32);
    expect(ProductionConfig.load({ SECRET_KEY: stdout.trim() }).PAGE_SIZE).toBe(50);
    expect(run('secret').stdout).not.toBe(stdout);
  });
});

describe('the command secret check', () => {
  const check = (env: Record<string, string>, ...args: string[]) =>
    runBuilt('lib/cli/main.js', ['secret', 'check', ...args], { env, cwd: ROOT });

  it('prints the fingerprint of each key, and nothing else of it', () => {
    const list = `${OLD_KEY},${OLDER_KEY}`;
    const { code, stdout, stderr } = check({ SECRET_KEY, SECRET_KEY_FALLBACKS: list });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.trim().split('\n')).toEqual([
      `ok       SECRET_KEY: fingerprint ${keyFingerprint(Buffer.from(SECRET_KEY))}`,
      `ok       SECRET_KEY_FALLBACKS item 1: fingerprint ${keyFingerprint(Buffer.from(OLD_KEY))}`,
      `ok       SECRET_KEY_FALLBACKS item 2: fingerprint ${keyFingerprint(Buffer.from(OLDER_KEY))}`,
    ]);
  });

  it('has a line with a code for each problem, and exit code 1', () => {
    const { code, stdout } = check({
      SECRET_KEY: 'hunter2-hunter2-hunter2-hunter2-hunter2',
      SECRET_KEY_FALLBACKS: `${OLD_KEY},,short`,
    });
    expect(code).toBe(1);
    expect(stdout.trim().split('\n')).toEqual([
      expect.stringMatching(/^error {4}SECRET_KEY placeholder: has /),
      expect.stringMatching(/^error {4}SECRET_KEY_FALLBACKS empty-item: item 2 is empty /),
      expect.stringMatching(/^error {4}SECRET_KEY_FALLBACKS too-short: item 3 must be /),
    ]);
    expect(stdout).not.toContain('hunter2');
    expect(stdout).not.toContain(OLD_KEY);
  });

  it('warns with exit code 0', () => {
    const uuid = '7c9e6679-7425-40de-944b-e07fc1f90ae7';
    const { code, stdout } = check({ SECRET_KEY: uuid, REDIS_URL: `redis://u:${uuid}@h` });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^warning {2}SECRET_KEY uuid-v4: is a random UUID: 122 bits/m);
    expect(stdout).toMatch(/^warning {2}SECRET_KEY shared-value: is in REDIS_URL too/m);
    expect(stdout).not.toContain(uuid);
  });

  it('says that there is none, and reads files', () => {
    expect(check({})).toMatchObject({ code: 1 });
    expect(check({}).stdout).toMatch(/^error {4}SECRET_KEY missing: is missing; generate one/);
    expect(check({ SECRET_KEY_FILE: '/nothing/here' }).stdout).toContain('unusable-file');
  });

  it.each([['check', SECRET_KEY], ['chekc'], [SECRET_KEY], ['plan-rotation', SECRET_KEY]])(
    'refuses what it does not know, without repeating it (%#)',
    (...args) => {
      const { code, stdout, stderr } = run('secret', ...args);
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr).not.toContain(SECRET_KEY);
    },
  );
});

describe('the command secret plan-rotation', () => {
  it('names the three deployments and how long to wait', () => {
    const { code, stdout } = run('secret', 'plan-rotation', '--longest', '12h');
    expect(code).toBe(0);
    expect(stdout).toMatch(/Accept[^]*Promote[^]*12 hours and 5 minutes more[^]*Retire/);
    expect(stdout).toContain('A key that leaked is another matter');
    expect(run('secret', 'plan-rotation').stdout).toContain('7 days and 5 minutes');
    expect(run('secret', 'plan-rotation', '--longest=1d').stdout).toContain('1 day and 5 minutes');
  });

  it.each([['--longest'], ['--longest', '0d'], ['--longest', 'week'], ['--shortest', '7d']])(
    'refuses %s %s',
    (...args) => {
      expect(run('secret', 'plan-rotation', ...args)).toMatchObject({ code: 1, stdout: '' });
    },
  );
});

describe('the command env', () => {
  it('prints every setting with its sentence, secrets without a value', () => {
    const { stdout } = run('env');
    expect(stdout).toContain("# The application's one secret. Required.\nSECRET_KEY=\n");
    expect(stdout).toContain(
      '# Rows of a page when the client asks for none. From 1 to 1000.\n# PAGE_SIZE=50\n',
    );
    expect(stdout).toContain('# CACHE_URL=memory:\n');
  });

  it('prints what sample-app/.env.example holds, for the class of a module', () => {
    const { code, stdout } = run('env', 'dist/sample-app/src/app.config.js', 'AppConfig');
    expect(code).toBe(0);
    expect(stdout).toBe(readFileSync(join(ROOT, 'sample-app/.env.example'), 'utf8'));
  });

  it('says what to do about a module that is not there or holds no class', () => {
    expect(run('env', 'dist/nothing.js')).toMatchObject({ code: 1, stdout: '' });
    const { code, stderr } = run('env', 'dist/lib/cli/env-example.js');
    expect(code).toBe(1);
    expect(stderr).toContain('Name one of them');
  });
});

describe('the command schema', () => {
  it('prints a JSON Schema of the values', () => {
    const schema: unknown = JSON.parse(run('schema').stdout);
    expect(schema).toMatchObject({
      type: 'object',
      required: ['SECRET_KEY'],
      properties: {
        SECRET_KEY: { type: 'string', writeOnly: true },
        PAGE_SIZE: { type: 'integer', minimum: 1, maximum: 1000, default: 50 },
        CACHE_MAX_SIZE: { anyOf: [{ type: 'integer', minimum: 1 }, { enum: ['auto'] }] },
        DATABASE_URL: { writeOnly: true },
      },
    });
  });
});

describe('the command line', () => {
  it('explains itself, and refuses a command that it does not know', () => {
    expect(run().stdout).toContain('print a new SECRET_KEY');
    expect(run('--help').code).toBe(0);
    expect(run('secrets')).toMatchObject({ code: 1, stdout: '' });
  });
});
