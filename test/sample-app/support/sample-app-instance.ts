import type { INestApplication } from '@nestjs/common';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { testConfig } from 'nestjs-production-readiness/testing';
import { AppConfig } from '../../../sample-app/src/app.config.js';
import { AppModule } from '../../../sample-app/src/app.module.js';
import { Database } from '../../../sample-app/src/database/database.js';
import { decodeCitiesNatively } from './decode-cities-natively.js';

const adapters = { Express: ExpressAdapter, Fastify: FastifyAdapter };

export type Platform = keyof typeof adapters;
export type Servers = Pick<
  Partial<AppConfig>,
  'DATABASE_URL' | 'DATA_DIR' | 'CACHE_URL' | 'CACHE_NAMESPACE'
>;

/** The sample application in this process, behind a real port. */
export class SampleAppInstance {
  private constructor(
    private readonly app: INestApplication,
    private readonly url: string,
  ) {}

  static async start(platform: Platform, servers: Servers): Promise<SampleAppInstance> {
    decodeCitiesNatively();
    const module = await Test.createTestingModule({ imports: [AppModule] })
      .overrideProvider(AppConfig)
      .useValue(testConfig(AppConfig, servers))
      .compile();
    const app = module.createNestApplication(new adapters[platform]());
    await app.listen(0, '127.0.0.1');
    return new SampleAppInstance(app, await app.getUrl());
  }

  get database(): Database {
    return this.app.get(Database, { strict: false });
  }

  fetch(path: string): Promise<Response> {
    return fetch(new URL(path, this.url));
  }

  patch(path: string, change: object): Promise<Response> {
    const headers = { 'Content-Type': 'application/json' };
    return fetch(new URL(path, this.url), {
      method: 'PATCH',
      headers,
      body: JSON.stringify(change),
    });
  }

  /** The body of an answer that must be 200. */
  async get<T>(path: string): Promise<T> {
    const response = await this.fetch(path);
    if (response.status !== 200) throw new Error(`${path}: ${response.status}`);
    return (await response.json()) as T;
  }

  close(): Promise<void> {
    return this.app.close();
  }
}
