import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getHeapSnapshot } from 'node:v8';
import { IntSetting, ProductionConfig, StringSetting } from 'nestjs-production-readiness';
import { environment, OLD_KEY, OLDER_KEY, refusal, SECRET_KEY } from '../support/environment.js';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'secret-files-'));
});

afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** Root may read everything. */
function asOrdinaryUser<T>(run: () => T): T {
  if (process.geteuid?.() !== 0) return run();
  process.seteuid?.('nobody');
  try {
    return run();
  } finally {
    process.seteuid?.(0);
  }
}

const load = (path: string) => ProductionConfig.load({ SECRET_KEY_FILE: path }).SECRET_KEY;

describe('SECRET_KEY_FILE', () => {
  it.each([
    ['as it is', SECRET_KEY],
    ['with a line feed at its end', `${SECRET_KEY}\n`],
    ['with CRLF at its end', `${SECRET_KEY}\r\n`],
    ['with a byte order mark', `\uFEFF${SECRET_KEY}`],
  ])('gives the key of a file %s', (_, content) => {
    expect(load(file('good', content))).toBe(SECRET_KEY);
  });

  it('follows links, as Kubernetes mounts have them', () => {
    mkdirSync(join(folder, '..data'));
    file('..data/key', SECRET_KEY);
    symlinkSync(join('..data', 'key'), join(folder, 'linked'));
    expect(load(join(folder, 'linked'))).toBe(SECRET_KEY);
  });

  it.each([
    ['a missing file', () => join(folder, 'missing'), 'cannot be read: ENOENT'],
    ['a folder', () => folder, 'not a regular file'],
    ['a device', () => '/dev/zero', 'not a regular file'],
    ['an empty file', () => file('empty', ''), 'is empty'],
    ['a blank file', () => file('blank', '  \n'), 'white space'],
    ['binary', () => file('binary', Buffer.from([0xff, 0xfe, 0x80])), 'not UTF-8 text'],
    ['a file of 65,537 bytes', () => file('large', 'x'.repeat(65_537)), 'at most 65536'],
    ['two lines', () => file('lines', `${SECRET_KEY}\n${SECRET_KEY}\n`), '(U+000A)'],
    ['two line breaks at its end', () => file('breaks', `${SECRET_KEY}\n\n`), 'white space'],
    ['NUL', () => file('nul', `${SECRET_KEY}\0`), '(U+0000)'],
    ['a short key', () => file('short', 'hunter2'), 'at least 32 bytes'],
  ])('refuses %s, naming the path and never the content', (_, path, found) => {
    const { problems, message } = refusal({ SECRET_KEY_FILE: path() });
    expect(problems).toHaveLength(1);
    expect(problems[0]?.found).toContain(found);
    expect(message).toContain(`(from the file ${path()})`);
    expect(message).not.toContain('hunter2');
    expect(message).not.toContain(SECRET_KEY);
  });

  it.each([
    ['SECRET_KEY_FILE', SECRET_KEY],
    ['SECRET_KEY_FILE', `/${SECRET_KEY}`],
    ['DATABASE_URL_FILE', 'postgres://u:p4ssLEAK@h/shop'],
  ])('and the like (%s) do not print a value that was put there by mistake', (name, value) => {
    const { message } = refusal(environment({ SECRET_KEY: '', [name]: value }));
    expect(message).toContain(`(from the file that ${name} names)`);
    expect(message).not.toContain(value);
    expect(message).not.toContain('p4ss');
  });

  it('tells a file of bytes by its code, and how to write them', () => {
    const [problem] = refusal({
      SECRET_KEY_FILE: file('bytes', randomBytes(32).fill(255, 0, 1)),
    }).problems;
    expect(problem?.code).toBe('binary-file');
    expect(problem?.hint).toContain('base64:');
    expect(load(file('encoded', `hex:${randomBytes(32).toString('hex')}\n`))).toMatch(/^hex:/);
  });

  it('keeps the key out of the environment of child processes', () => {
    process.env['SECRET_KEY_FILE'] = file('child', SECRET_KEY);
    try {
      expect(ProductionConfig.load().SECRET_KEY).toBe(SECRET_KEY);
      const inherited = execFileSync('env', { env: process.env, encoding: 'utf8' });
      expect(inherited).toContain('SECRET_KEY_FILE=');
      expect(inherited).not.toContain(SECRET_KEY);
    } finally {
      delete process.env['SECRET_KEY_FILE'];
    }
  });

  it('refuses a named pipe at once, though nobody writes to it', () => {
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    expect(refusal({ SECRET_KEY_FILE: pipe }).message).toContain('not a regular file');
  });

  it('refuses a file without permission', () => {
    const path = file('unreadable', SECRET_KEY);
    chmodSync(path, 0);
    const { message } = asOrdinaryUser(() => refusal({ SECRET_KEY_FILE: path }));
    expect(message).toContain('cannot be read: EACCES');
  });

  it('and SECRET_KEY together are refused', () => {
    const env = environment({ SECRET_KEY_FILE: file('twice', SECRET_KEY) });
    expect(refusal(env).message).toContain('is set twice, as SECRET_KEY and as SECRET_KEY_FILE');
  });

  it('wins over an empty SECRET_KEY, as compose files make it', () => {
    const path = file('empty-variable', SECRET_KEY);
    const config = ProductionConfig.load({ SECRET_KEY: '', SECRET_KEY_FILE: path });
    expect(config.SECRET_KEY).toBe(SECRET_KEY);
  });

  it('keeps the key out of process.env and out of a heap snapshot', async () => {
    // Made at run time, so that no constant of this file holds it.
    const secret = Buffer.from(Array.from({ length: 48 }, () => 97 + Math.random() * 26));
    const config = ProductionConfig.load({
      SECRET_KEY_FILE: file('heap', secret),
      SECRET_KEY_FALLBACKS_FILE: file('heap-fallbacks', Buffer.concat([Buffer.from('o'), secret])),
    });
    expect(config.fingerprint()).toHaveLength(16);
    expect(config.describe()).not.toHaveLength(0);
    let found = false;
    let tail = Buffer.alloc(0);
    for await (const chunk of getHeapSnapshot()) {
      const window = Buffer.concat([tail, chunk as Buffer]);
      found ||= window.includes(secret);
      tail = window.subarray(-secret.length);
    }
    expect(found).toBe(false);
    expect(Buffer.from(JSON.stringify(process.env)).includes(secret)).toBe(false);
    expect(config.SECRET_KEY).toHaveLength(48);
  });
});

describe('SECRET_KEY_FALLBACKS_FILE', () => {
  it('holds one key a line', () => {
    const path = file('fallbacks', `${OLD_KEY}\n${OLDER_KEY}\n`);
    const config = ProductionConfig.load(environment({ SECRET_KEY_FALLBACKS_FILE: path }));
    expect(config.SECRET_KEY_FALLBACKS?.split('\n')).toHaveLength(2);
  });
});

describe('a file for other settings', () => {
  it('works for URLs', () => {
    const path = file('url', 'postgres://u:p@h/shop\n');
    const config = ProductionConfig.load(environment({ DATABASE_URL_FILE: path }));
    expect(config.DATABASE_URL).toBe('postgres://u:p@h/shop');
  });

  it('leaves settings alone whose own name ends with _FILE', () => {
    class AppConfig extends ProductionConfig {
      @StringSetting()
      LOG_FILE = 'app.log';

      @IntSetting()
      WORKERS = 2;
    }
    const env = environment({ LOG_FILE: '/var/log/app.log', WORKERS_FILE: '/missing' });
    expect(AppConfig.load(env)).toMatchObject({ LOG_FILE: '/var/log/app.log', WORKERS: 2 });
  });
});
