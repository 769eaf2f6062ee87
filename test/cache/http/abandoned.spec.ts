import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Controller, Get, Res, UseInterceptors } from '@nestjs/common';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { SafeCacheInterceptor } from 'nestjs-production-readiness';
import { get as getHttp } from 'node:http';
import { connect, constants } from 'node:http2';
import type { Server } from 'node:net';
import { json } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { eventually } from '../../support/eventually.js';
import { PLATFORMS, startApp, type StartedApp } from './start-app.js';

type Adapter = Parameters<typeof startApp>[0]['adapter'];

interface Closing {
  once(event: 'close', listener: () => void): unknown;
}

let calls = 0;

/** Its first run fails as soon as its client goes away, as a query does that is cancelled then. */
@Controller()
@UseInterceptors(SafeCacheInterceptor)
class SlowController {
  @Get('slow')
  async slow(@Res({ passthrough: true }) response: Closing & { raw?: Closing }) {
    const call = ++calls;
    if (call === 1) {
      await new Promise((_, reject) =>
        (response.raw ?? response).once('close', () => reject(new Error('cancelled'))),
      );
    }
    return { call };
  }
}

describe('A client that goes away while others wait for the run of its handler', () => {
  let started: StartedApp;

  const start = async (adapter: Adapter) => {
    started = await startApp({ adapter, controllers: [SlowController] });
    return started.port;
  };
  const firstRuns = () => eventually(() => expect(calls).toBe(1));
  const othersWait = () =>
    eventually(() => expect(started.cache.statistics.figures().coalesced).toBe(3));

  beforeEach(() => {
    calls = 0;
  });

  afterEach(() => started.app.close());

  it.each(PLATFORMS)('costs them one more run on %s, and no error', async (_, adapter) => {
    const port = await start(adapter);
    const first = getHttp({ port, path: '/slow', host: '127.0.0.1', agent: false });
    first.on('error', () => undefined);
    await firstRuns();
    const others = [1, 2, 3].map(() => started.get('/slow').then((answer) => answer));
    await othersWait();
    first.destroy();
    for (const { status, body } of await Promise.all(others)) {
      expect([status, body]).toEqual([200, { call: 2 }]);
    }
    expect(calls).toBe(2);
  });

  it.each(PLATFORMS)('costs none where all others go away as well, on %s', async (_, adapter) => {
    const port = await start(adapter);
    const ask = () => {
      const asked = getHttp({ port, path: '/slow', host: '127.0.0.1', agent: false });
      return asked.on('error', () => undefined);
    };
    const first = ask();
    await firstRuns();
    const others = [1, 2, 3].map(ask);
    await othersWait();
    const server = started.app.getHttpServer() as Server;
    const remain = (count: number) =>
      eventually(async () =>
        expect(await promisify(server.getConnections.bind(server))()).toBe(count),
      );
    for (const request of others) request.destroy();
    await remain(1);
    first.destroy();
    await remain(0);
    const { headers } = await started.get('/slow').expect(200);
    expect(headers['x-cache']).toBe('MISS');
    expect(calls).toBe(2);
  });

  it('costs them one more run over HTTP/2, and no error', async () => {
    const port = await start(() => new FastifyAdapter({ http2: true }));
    const session = connect(`http://127.0.0.1:${port}`);
    try {
      const ask = () => session.request({ ':path': '/slow' });
      const first = ask();
      await firstRuns();
      const others = [1, 2, 3].map(() => json(ask()));
      await othersWait();
      first.close(constants.NGHTTP2_CANCEL);
      expect(await Promise.all(others)).toEqual([{ call: 2 }, { call: 2 }, { call: 2 }]);
    } finally {
      session.destroy();
    }
  });
});
