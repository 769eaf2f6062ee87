import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CacheKey } from '@nestjs/cache-manager';
import { Controller, Get, NotFoundException, Res, UseInterceptors } from '@nestjs/common';
import { SafeCacheInterceptor } from 'nestjs-production-readiness';
import { UnkeptKeys } from '../../../lib/cache/http/unkept-keys.js';
import { eventually } from '../../support/eventually.js';
import { gate } from '../../support/gate.js';
import { PLATFORMS, startApp, type StartedApp } from './start-app.js';

interface AnyResponse {
  header(name: string, value: string): unknown;
}

let running = 0;
let directive = 'no-store';
let next: (() => Promise<void>)[] = [];

@Controller()
@UseInterceptors(SafeCacheInterceptor)
class ReportController {
  @Get('named')
  @CacheKey('reports')
  named(@Res({ passthrough: true }) response: AnyResponse) {
    return this.report(response);
  }

  @Get()
  async report(@Res({ passthrough: true }) response: AnyResponse) {
    response.header('Cache-Control', directive);
    running++;
    try {
      await next.shift()?.();
    } finally {
      running--;
    }
    return [];
  }
}

describe.each(PLATFORMS)('An answer that is not to be kept, on %s,', (_, adapter) => {
  let started: StartedApp;

  beforeEach(async () => {
    running = 0;
    directive = 'no-store';
    next = [];
    started = await startApp({ adapter, controllers: [ReportController] });
  });

  afterEach(() => started.app.close());

  const ask = () => started.get('/').then((answer) => answer);
  const named = (headers = {}) => started.get('/named', headers).then((answer) => answer);
  const isRunning = (count: number) => eventually(() => expect(running).toBe(count));

  async function expectOneRunForThree(): Promise<void> {
    const { opened, open } = gate();
    next = [() => opened];
    const asked = Array.from({ length: 3 }, ask);
    await eventually(() => expect(started.cache.statistics.figures().coalesced).toBe(2));
    expect(running).toBe(1);
    open();
    await Promise.all(asked);
  }

  it('lets all who waited for it run at the same time', async () => {
    const [first, others] = [gate(), gate()];
    next = [() => first.opened, ...Array.from({ length: 5 }, () => () => others.opened)];
    const asked = Array.from({ length: 6 }, ask);
    await eventually(() => expect(started.cache.statistics.figures().coalesced).toBe(5));
    first.open();
    await isRunning(5);
    others.open();
    await Promise.all(asked);
  });

  it('is not waited for by later requests', async () => {
    await ask();
    const closed = gate();
    next = Array.from({ length: 3 }, () => () => closed.opened);
    const asked = Array.from({ length: 3 }, ask);
    await isRunning(3);
    closed.open();
    await Promise.all(asked);
  });

  it('is kept, and waited for, from the second on that may be kept', async () => {
    await ask();
    directive = 'max-age=60';
    for (const use of ['MISS', 'MISS', 'HIT']) expect((await ask()).headers['x-cache']).toBe(use);
    started.advance(61_000);
    await expectOneRunForThree();
  });

  it('does not bring back what is cleared while the next one is made', async () => {
    await ask();
    directive = 'max-age=60';
    const late = gate();
    next = [() => late.opened];
    const asked = ask();
    await isRunning(1);
    await started.cache.clear();
    late.open();
    await asked;
    expect((await ask()).headers['x-cache']).toBe('MISS');
  });

  it('is no reason to miss an older one within grace, when the handler fails', async () => {
    await started.app.close();
    const cache = { grace: 600_000 };
    started = await startApp({ adapter, controllers: [ReportController], cache });
    directive = 'max-age=60';
    await ask();
    started.advance(61_000);
    directive = 'no-store';
    await ask();
    next = [() => Promise.reject(new Error('the database is away'))];
    expect(await ask()).toMatchObject({ status: 200, headers: { 'x-cache': 'HIT' } });
  });

  it('takes the place of one that is kept, when a request wants a new one', async () => {
    directive = 'max-age=60';
    for (const use of ['MISS', 'HIT']) expect((await ask()).headers['x-cache']).toBe(use);
    directive = 'no-store';
    await started.get('/', { 'cache-control': 'no-cache' });
    expect((await ask()).headers['x-cache']).toBe('MISS');
  });

  it.each([
    ['a clear', () => started.cache.clear()],
    ['a delete of its key', () => started.cache.del('http:reports')],
  ])('lets %s win over the handler of a request that wants a new one', async (_, act) => {
    directive = 'max-age=60';
    for (const use of ['MISS', 'HIT']) expect((await named()).headers['x-cache']).toBe(use);
    const late = gate();
    next = [() => late.opened];
    const asked = named({ 'cache-control': 'no-cache' });
    await isRunning(1);
    await act();
    late.open();
    expect((await asked).headers['x-cache']).toBe('MISS');
    expect((await named()).headers['x-cache']).toBe('MISS');
  });

  it('is not what a handler throws: all who ask together still wait for one', async () => {
    next = [() => Promise.reject(new NotFoundException())];
    await ask();
    directive = 'max-age=60';
    await expectOneRunForThree();
  });
});

describe('the keys of answers that are not to be kept', () => {
  it('are forgotten after two minutes, the oldest of a thousand earlier', () => {
    let now = 0;
    const keys = new UnkeptKeys(() => now);
    keys.add('first');
    expect(keys.has('first')).toBe(true);
    for (let i = 0; i < 1_000; i++) keys.add(`key ${i}`);
    expect(['first', 'key 0', 'key 999'].map((key) => keys.has(key))).toEqual([false, true, true]);
    now = 120_000;
    expect(keys.has('key 999')).toBe(false);
  });
});
