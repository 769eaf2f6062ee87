import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Controller, Get, UseInterceptors } from '@nestjs/common';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { CachePublic, SafeCacheInterceptor } from 'nestjs-production-readiness';
import { type ClientHttp2Session, connect } from 'node:http2';
import { connect as connectSocket } from 'node:net';
import { text } from 'node:stream/consumers';
import { startApp, type StartedApp } from './start-app.js';

let calls = 0;

@Controller()
@UseInterceptors(SafeCacheInterceptor)
class CountController {
  @Get('plain')
  plain() {
    return ++calls;
  }

  @Get('any-host')
  @CachePublic({ anyHost: true })
  anyHost() {
    return ++calls;
  }
}

const HTTP2 = () => new FastifyAdapter({ http2: true });
const HTTP1 = () => new FastifyAdapter();

describe('SafeCacheInterceptor', () => {
  let started: StartedApp;
  let session: ClientHttp2Session | undefined;

  const start = async (adapter: () => FastifyAdapter) => {
    started = await startApp({ adapter, controllers: [CountController] });
    return started.port;
  };

  beforeEach(() => {
    calls = 0;
    session = undefined;
  });

  afterEach(async () => {
    session?.destroy();
    await started.app.close();
  });

  it.each([
    ['/plain', ['1', '2', '1']],
    ['/any-host', ['1', '1', '1']],
  ])('tells hosts of HTTP/2 apart at %s, unless told not to', async (path, expected) => {
    const open = (session = connect(`http://127.0.0.1:${await start(HTTP2)}`));
    const ask = (authority: string) =>
      text(open.request({ ':path': path, ':authority': authority }));
    const answers: string[] = [];
    for (const host of ['a.example', 'b.example', 'a.example']) answers.push(await ask(host));
    expect(answers).toEqual(expected);
  });

  it.each([
    ['/plain', ['1', '2']],
    ['/any-host', ['1', '1']],
  ])(
    'keeps nothing of %s for a request that names no host, unless told to',
    async (path, expected) => {
      const port = await start(HTTP1);
      const ask = async () => {
        const socket = connectSocket(port, '127.0.0.1');
        socket.end(`GET ${path} HTTP/1.0\r\n\r\n`);
        return (await text(socket)).split('\r\n\r\n')[1];
      };
      expect([await ask(), await ask()]).toEqual(expected);
    },
  );
});
