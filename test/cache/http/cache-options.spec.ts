import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  type CallHandler,
  Controller,
  type ExecutionContext,
  Get,
  Header,
  Injectable,
  type NestInterceptor,
  NotFoundException,
  RequestTimeoutException,
  ServiceUnavailableException,
  UseInterceptors,
} from '@nestjs/common';
import { CacheStatistics, SafeCacheInterceptor } from 'nestjs-production-readiness';
import { map, merge, NEVER, from, mergeMap, take, throwError } from 'rxjs';
import { eventually } from '../../support/eventually.js';
import { gate } from '../../support/gate.js';
import { PLATFORMS, startApp, type StartedApp } from './start-app.js';

let calls = 0;
let failure: Error | undefined;
let hold: Promise<void> = Promise.resolve();
let tooLate: Promise<void> | undefined;

/** Changes what it is given, as interceptors around may. */
@Injectable()
class StampInterceptor implements NestInterceptor {
  intercept(_: ExecutionContext, next: CallHandler<object>) {
    return next.handle().pipe(map((body) => Object.assign(body, { stamped: true })));
  }
}

/** Gives up on a handler when the test says so. */
@Injectable()
class TimeoutInterceptor implements NestInterceptor {
  intercept(_: ExecutionContext, next: CallHandler<object>) {
    const timeout = tooLate === undefined ? NEVER : from(tooLate);
    const failing = timeout.pipe(mergeMap(() => throwError(() => new RequestTimeoutException())));
    return merge(next.handle(), failing).pipe(take(1));
  }
}

@Controller()
@UseInterceptors(TimeoutInterceptor, StampInterceptor, SafeCacheInterceptor)
class StockController {
  @Get('stock')
  @Header('X-Handled', 'yes')
  async stock() {
    const call = ++calls;
    await hold;
    if (failure !== undefined) throw failure;
    return { call };
  }
}

describe.each(PLATFORMS)('With options of the cache, SafeCacheInterceptor on %s', (_, adapter) => {
  let started: StartedApp;

  const start = async (cache: Parameters<typeof startApp>[0]['cache']) => {
    started = await startApp({ adapter, controllers: [StockController], cache: cache ?? {} });
  };
  const stock = () => started.get('/stock');

  beforeEach(() => {
    calls = 0;
    failure = undefined;
    hold = Promise.resolve();
    tooLate = undefined;
  });

  afterEach(() => started.app.close());

  it('runs no handler for a response that is sent already, whatever refreshThreshold says', async () => {
    await start({ refreshThreshold: 100_000 });
    for (let i = 0; i < 3; i++) expect((await stock()).body).toMatchObject({ call: 1 });
    expect(started.cache.statistics.figures()).toMatchObject({ loads: 1, loadFailures: 0 });
  });

  it('waits for its handler, whatever softTimeout says, and keeps what it brings', async () => {
    await start({ grace: 100_000, softTimeout: 0 });
    await stock();
    started.advance(70_000);
    const { opened, open } = gate();
    hold = opened;
    const slow = stock().then((answer) => answer);
    await eventually(() => expect(calls).toBe(2));
    open();
    expect((await slow).body).toMatchObject({ call: 2 });
    expect((await stock()).body).toMatchObject({ call: 2 });
    expect(started.cache.statistics.figures().loadFailures).toBe(0);
  });

  it('tells of what is gone at once, within grace too, to all who ask together', async () => {
    await start({ grace: 100_000 });
    await stock();
    started.advance(70_000);
    failure = new NotFoundException();
    const { opened, open } = gate();
    hold = opened;
    const asked = Array.from({ length: 5 }, () => stock().then((answer) => answer));
    const statistics = started.app.get(CacheStatistics);
    await eventually(() => expect(started.cache.statistics.figures().coalesced).toBe(4));
    open();
    for (const answer of await Promise.all(asked)) expect(answer.status).toBe(404);
    expect(statistics.figures().loadFailures).toBe(0);
  });

  it('serves the old answer within grace during an outage', async () => {
    await start({ grace: 100_000 });
    await stock();
    started.advance(70_000);
    for (const error of [new ServiceUnavailableException(), new Error('the database is away')]) {
      failure = error;
      const answer = await stock().expect(200);
      expect(answer.body).toMatchObject({ call: 1 });
    }
    started.advance(100_000);
    await stock().expect(500);
  });

  it('runs a handler once that takes longer than hardTimeout', async () => {
    await start({ hardTimeout: 5 });
    const { opened, open } = gate();
    hold = opened;
    const slow = stock().then((answer) => answer);
    await eventually(() => expect(started.cache.statistics.figures().loadFailures).toBe(1));
    open();
    expect((await slow).body).toMatchObject({ call: 1 });
    expect(calls).toBe(1);
  });

  it('gives interceptors around it what they may change, also of a frozen cache', async () => {
    await start({ values: 'frozen' });
    for (let i = 0; i < 2; i++) expect((await stock()).body).toEqual({ call: 1, stamped: true });
  });

  it('keeps nothing of a handler that ends after the caller was told to go', async () => {
    await start({});
    const [late, running] = [gate(), gate()];
    tooLate = late.opened;
    hold = running.opened;
    const told = stock().then((answer) => answer);
    await eventually(() => expect(calls).toBe(1));
    late.open();
    expect((await told).status).toBe(408);
    tooLate = undefined;
    running.open();
    expect((await stock()).body).toMatchObject({ call: 2 });
    expect(started.cache.statistics.figures().loadFailures).toBe(0);
  });
});
