import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Country } from '../../sample-app/src/countries/country.js';
import { buildSampleApp } from './support/build-sample-app.js';
import { SampleAppProcess } from './support/sample-app-process.js';
import { TemporaryFolder } from './support/temporary-folder.js';

const SECRET_KEY = randomBytes(32).toString('base64');
const NO_PROCESS = 2 ** 31 - 1;

describe('the process of the sample application', () => {
  const build = new TemporaryFolder(join(import.meta.dirname, '../../.cache'));
  const data = new TemporaryFolder();
  const started: SampleAppProcess[] = [];
  let main: string;

  beforeAll(() => {
    main = buildSampleApp(build.path);
  }, 120_000);

  afterEach(() => Promise.all(started.splice(0).map((app) => app.end('SIGKILL'))));

  afterAll(() => {
    build.remove();
    data.remove();
  });

  it('refuses to start without SECRET_KEY, and touches nothing', async () => {
    const folder = join(data.path, 'untouched');
    const app = start({ DATA_DIR: folder, SECRET_KEY: undefined });
    expect(await app.end()).toBe(1);
    expect(app.output).toMatch(/SECRET_KEY\s+is missing/);
    expect(existsSync(folder)).toBe(false);
  });

  it('refuses a database that is not PostgreSQL', async () => {
    const app = start({ DATABASE_URL: 'mysql://user:hunter2@localhost/cities' });
    expect(await app.end()).toBe(1);
    expect(app.output).toContain('DATABASE_URL');
    expect(app.output).not.toContain('hunter2');
  });

  it('says in one line that its server cannot be reached', async () => {
    const app = start({ DATABASE_URL: 'postgres://user:hunter2@127.0.0.1:1/cities' });
    expect(await app.end()).toBe(1);
    expect(app.output).toContain('The server of DATABASE_URL cannot be used: ');
    expect(app.output).not.toMatch(/^ +at /m);
    expect(app.output).not.toContain('hunter2');
  });

  it('imports all cities after a process that was killed while it imported', async () => {
    const killed = start();
    expect(await killed.says(/Imported 60000 of/)).toBe(true);
    await killed.end('SIGKILL');

    const app = start();
    expect(await app.isServing()).toBe(true);
    const countries = await app.get<Country[]>('/countries');
    expect(countries.reduce((sum, { cities }) => sum + cities, 0)).toBe(135_233);
  }, 120_000);

  it('stops on SIGTERM and leaves its folder to the next process, which does not import again', async () => {
    const first = start();
    expect(await first.isServing()).toBe(true);
    expect(await first.end('SIGTERM')).toBe('SIGTERM');
    expect(readdirSync(data.path)).toEqual(['postgres']);

    const second = start();
    expect(await second.isServing()).toBe(true);
    expect(second.output).not.toContain('Imported');
  }, 120_000);

  it('serves from one of several processes that start at once over the lock of a killed one', async () => {
    writeFileSync(join(data.path, 'lock'), `${NO_PROCESS} 1`);
    const apps = [start(), start(), start()];
    const serving = await Promise.all(apps.map((app) => app.isServing()));
    expect(serving.filter(Boolean)).toHaveLength(1);

    const refused = apps.filter((_, index) => !serving[index]);
    for (const app of refused) {
      expect(await app.end()).toBe(1);
      expect(app.output).toMatch(/is in use by process \d+.*two instances need/s);
      expect(app.output).toContain(data.path);
    }
  }, 120_000);

  function start(env: NodeJS.ProcessEnv = {}): SampleAppProcess {
    const app = new SampleAppProcess(main, { SECRET_KEY, DATA_DIR: data.path, ...env });
    started.push(app);
    return app;
  }
});
