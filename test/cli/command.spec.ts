import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ProductionConfig } from 'nestjs-production-readiness';
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
