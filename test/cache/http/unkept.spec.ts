import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Controller, Get, Res, UseInterceptors } from '@nestjs/common';
import { SafeCacheInterceptor } from 'nestjs-production-readiness';
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
  @Get()
  async report(@Res({ passthrough: true }) response: AnyResponse) {
    response.header('Cache-Control', directive);
    running++;
    await next.shift()?.();
    running--;
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
  const isRunning = (count: number) => eventually(() => expect(running).toBe(count));

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

  it('is not waited for by later requests, until one may be kept', async () => {
    await ask();
    const closed = gate();
    next = Array.from({ length: 3 }, () => () => closed.opened);
    const asked = Array.from({ length: 3 }, ask);
    await isRunning(3);
    closed.open();
    await Promise.all(asked);

    directive = 'max-age=60';
    await ask();
    started.advance(61_000);
    const first = gate();
    next = [() => first.opened];
    const { coalesced } = started.cache.statistics.figures();
    const waiting = Array.from({ length: 3 }, ask);
    await eventually(() =>
      expect(started.cache.statistics.figures().coalesced).toBe(coalesced + 2),
    );
    expect(running).toBe(1);
    first.open();
    await Promise.all(waiting);
  });

  it('is kept again when it may be', async () => {
    await ask();
    directive = 'max-age=60';
    for (const use of ['MISS', 'HIT']) expect((await ask()).headers['x-cache']).toBe(use);
  });
});
