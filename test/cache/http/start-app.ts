import type { INestApplication, Provider, Type } from '@nestjs/common';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import {
  type CacheOptions,
  ProductionCache,
  ProductionCacheModule,
} from 'nestjs-production-readiness';
import { testCache } from 'nestjs-production-readiness/testing';
import type { AddressInfo, Server } from 'node:net';
import request from 'supertest';
import type { App } from 'supertest/types.js';

type Adapter = ExpressAdapter | FastifyAdapter;

export const PLATFORMS: [name: string, adapter: () => Adapter][] = [
  ['Express', () => new ExpressAdapter()],
  ['Fastify', () => new FastifyAdapter()],
];

interface Parts {
  readonly adapter: () => Adapter;
  readonly controllers: Type[];
  readonly providers?: Provider[];
  readonly cache?: Partial<CacheOptions>;
  readonly prepare?: (app: INestApplication) => void;
}

/** A listening application whose cache's time goes on by `advance` only. */
export async function startApp({ adapter, controllers, providers = [], cache, prepare }: Parts) {
  const test = await testCache({ ttl: 60_000, ...cache });
  const imports = [ProductionCacheModule.forRoot()];
  const module = await Test.createTestingModule({ imports, controllers, providers })
    .overrideProvider(ProductionCache)
    .useValue(test.cache)
    .compile();
  const app = module.createNestApplication(adapter(), { logger: false });
  prepare?.(app);
  await app.listen(0, '127.0.0.1');
  const get = (path: string, headers: Record<string, string> = {}) =>
    request(app.getHttpServer() as App)
      .get(path)
      .set(headers);
  // Nest types the server of an application as any.
  const { port } = (app.getHttpServer() as Server).address() as AddressInfo;
  return {
    app,
    port,
    get,
    cache: test.cache,
    advance: (milliseconds: number) => test.advance(milliseconds),
  };
}

export type StartedApp = Awaited<ReturnType<typeof startApp>>;
