import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createProductionCache } from '../../../lib/cache/engine/create-production-cache.js';
import type { ProductionCache } from '../../../lib/cache/engine/production-cache.js';
import { eventually } from '../../support/eventually.js';

/** What a server may do to a connection instead of serving it. */
const FAULTS: Record<string, (socket: Socket) => void> = {
  'answers garbage': (socket) =>
    socket.on('data', () => socket.write(Buffer.from('\u0000?garbage\r\n'.repeat(50)))),
  'answers what nobody asked for': (socket) =>
    socket.on('data', () => socket.write('*3\r\n:1\r\n:2\r\n$1\r\nx\r\nEND\r\nSTORED\r\n')),
  'announces more than it sends': (socket) =>
    socket.on('data', () => socket.write('$1000000\r\nVALUE x 0 1000000\r\n')),
  'sends a value of no size': (socket) => socket.on('data', () => socket.write('VALUE a b c\r\n')),
  'sends a value beyond all size': (socket) =>
    socket.on('data', () => socket.write('VALUE a 0 99999999999\r\n')),
  'sends a value with another end than it says': (socket) =>
    socket.on('data', () => socket.write('VALUE a 0 2\r\nabcdef\r\nEND\r\n')),
  'sends values that nobody asked for': (socket) =>
    socket.on('data', () => socket.write('VALUE x 0 2\r\nab\r\nEND\r\n'.repeat(3))),
  'sends figures that nobody asked for': (socket) =>
    socket.on('data', () => socket.write('END\r\nSTAT pid 1\r\nconstructor\r\n')),
  'closes in the middle of a reply': (socket) => socket.on('data', () => socket.end('$10\r\nVAL')),
  'closes at once': (socket) => socket.end(),
  'resets the connection': (socket) => socket.resetAndDestroy(),
  'never answers': () => {},
};

/** Where a command begins. */
const COMMAND = {
  redis: /\*\d+\r\n\$/g,
  memcached: /^(gets?|set|add|cas|delete|version|stats)\b/gm,
};
const OK = { redis: '+OK\r\n', memcached: 'OK\r\n' };

describe.each(['redis', 'memcached'] as const)('a %s server that', (provider) => {
  let cache: ProductionCache | undefined;
  let server: Server | undefined;
  const sockets = new Set<Socket>();

  afterEach(async () => {
    jest.restoreAllMocks();
    await cache?.disconnect();
    for (const socket of sockets) socket.destroy();
    server?.close();
  });

  const open = async (fault: (socket: Socket) => unknown) => {
    server = createServer((socket) => {
      sockets.add(socket.on('error', () => {}));
      fault(socket);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const url = `${provider}://127.0.0.1:${port}`;
    return (cache = await createProductionCache({ provider, url, namespace: 'test' }));
  };

  it('says OK to everything is found out, and told', async () => {
    const told: string[] = [];
    jest
      .spyOn(Logger.prototype, 'warn')
      .mockImplementation((line: unknown) => void told.push(String(line)));
    const own = await open((socket) =>
      socket.on('data', (data) => {
        const asked = String(data).match(COMMAND[provider])?.length ?? 0;
        socket.write(OK[provider].repeat(asked));
      }),
    );
    await eventually(async () => {
      await useAll(own);
      const { serverErrors, serverTimeouts } = own.statistics.figures();
      expect(serverErrors + serverTimeouts).toBeGreaterThan(0);
      expect(told.join()).toContain('(UnexpectedReplyError)');
    });
  });

  it.each(Object.entries(FAULTS))('%s fails no request and holds up none', async (_, fault) => {
    const printed = jest.spyOn(console, 'log');
    cache = await open(fault);
    await useAll(cache);
    await eventually(() => expect(sockets.size).toBeGreaterThan(0));
    await useAll(cache);
    expect(cache.statistics.figures().errors).toBeGreaterThan(0);
    expect(printed).not.toHaveBeenCalled();
  });
});

/** Every answer in time and right. */
async function useAll(cache: ProductionCache): Promise<void> {
  for (let i = 0; i < 50; i++) {
    const key = randomUUID();
    const began = performance.now();
    expect(await cache.wrap(key, () => ({ i }))).toEqual({ i });
    await cache.set(key, i);
    expect([i, undefined]).toContain(await cache.get(key));
    await cache.del(key);
    expect(await cache.get(key)).toBeUndefined();
    expect(performance.now() - began).toBeLessThan(2_000);
  }
}
