import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Controller, Get, Res, UseInterceptors } from '@nestjs/common';
import { SafeCacheInterceptor } from 'nestjs-production-readiness';
import { eventually } from '../../support/eventually.js';
import { gate } from '../../support/gate.js';
import { PLATFORMS, startApp, type StartedApp } from './start-app.js';

interface AnyResponse {
  header(name: string, value: string): unknown;
}

let calls = 0;
let failure: Error | undefined;
let hold: Promise<void> = Promise.resolve();
let headers: Record<string, string> = {};

@Controller()
@UseInterceptors(SafeCacheInterceptor)
class NewsController {
  @Get()
  async news(@Res({ passthrough: true }) response: AnyResponse) {
    const call = ++calls;
    await hold;
    if (failure !== undefined) throw failure;
    for (const [name, value] of Object.entries(headers)) response.header(name, value);
    return { call };
  }
}

const PAST = 'Thu, 01 Jan 1970 00:00:00 GMT';
const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1000).toUTCString();

describe.each(PLATFORMS)('An answer on %s', (_, adapter) => {
  let started: StartedApp;

  beforeEach(async () => {
    calls = 0;
    failure = undefined;
    hold = Promise.resolve();
    headers = {};
    started = await startApp({
      adapter,
      controllers: [NewsController],
      cache: { grace: 100_000 },
    });
  });

  afterEach(() => started.app.close());

  const ask = () => started.get('/').then((answer) => answer);

  it.each([
    [{ expires: '0' }],
    [{ expires: PAST }],
    [{ expires: '3000' }],
    [{ expires: inSeconds(3600).replace('GMT', 'CET') }],
    [{ 'cache-control': 'public', expires: PAST }],
    [{ 'cache-control': 'max-age=abc' }],
    [{ 'cache-control': 'max-age' }],
    [{ 'cache-control': 'max-age=Infinity' }],
    [{ 'cache-control': 's-maxage=-1, max-age=60' }],
    [{ 'cache-control': 'max-age=60', age: '60' }],
  ])('of %j is not kept', async (given) => {
    headers = given;
    for (let i = 0; i < 2; i++) await ask();
    expect(calls).toBe(2);
  });

  it.each<[Record<string, string>]>([
    [{ expires: 'in 30 seconds' }],
    [{ 'cache-control': 'max-age=30', expires: PAST }],
    [{ 'cache-control': 'max-age=50', age: '20' }],
    [{ 'cache-control': 'max-age=30', age: 'abc' }],
  ])('of %j is kept for half a minute', async (given) => {
    headers = given['expires'] === 'in 30 seconds' ? { expires: inSeconds(30) } : given;
    for (let i = 0; i < 2; i++) await ask();
    expect(calls).toBe(1);
    started.advance(31_000);
    await ask();
    expect(calls).toBe(2);
  });

  it('is as old as it was when it came from elsewhere', async () => {
    headers = { 'cache-control': 'max-age=5000', age: '1000' };
    expect((await ask()).headers['age']).toBe('1000');
    const { age } = (await ask()).headers;
    expect(Number(age)).toBeGreaterThanOrEqual(1000);
    expect(Number(age)).toBeLessThan(1100);
  });

  it.each(['must-revalidate', 'proxy-revalidate', 's-maxage=30'])(
    'with %s stands in for no failure, whoever waits',
    async (directive) => {
      headers = { 'cache-control': `max-age=30, ${directive}` };
      for (let i = 0; i < 2; i++) expect((await ask()).body).toEqual({ call: 1 });
      started.advance(31_000);
      failure = new Error('the database is away');
      const { opened, open } = gate();
      hold = opened;
      const asked = [ask(), ask()];
      await eventually(() => expect(started.cache.statistics.figures().coalesced).toBe(1));
      open();
      for (const answer of await Promise.all(asked)) expect(answer.status).toBe(500);
    },
  );
});
