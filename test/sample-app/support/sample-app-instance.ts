import type { INestApplication } from '@nestjs/common';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { testConfig } from 'nestjs-production-readiness/testing';
import { AppConfig } from '../../../sample-app/src/app.config.js';
import { AppModule } from '../../../sample-app/src/app.module.js';
import { useSessions } from '../../../sample-app/src/auth/use-sessions.js';
import { Database } from '../../../sample-app/src/database/database.js';
import { decodeCitiesNatively } from './decode-cities-natively.js';

const adapters = { Express: ExpressAdapter, Fastify: FastifyAdapter };

export type Platform = keyof typeof adapters;
export type Settings = Pick<
  Partial<AppConfig>,
  | 'DATABASE_URL'
  | 'DATA_DIR'
  | 'CACHE_URL'
  | 'CACHE_NAMESPACE'
  | 'DEMO_PASSWORD'
  | 'SECRET_KEY'
  | 'SECRET_KEY_FALLBACKS'
  | 'PAGE_SIZE_MAX'
>;

export const DEMO_PASSWORD = 'of a test only';

/** The sample application in this process, behind a real port. */
export class SampleAppInstance {
  private constructor(
    private readonly app: INestApplication,
    private readonly url: string,
  ) {}

  static async start(platform: Platform, settings: Settings): Promise<SampleAppInstance> {
    decodeCitiesNatively();
    const module = await Test.createTestingModule({ imports: [AppModule] })
      .overrideProvider(AppConfig)
      .useValue(testConfig(AppConfig, { DEMO_PASSWORD, ...settings }))
      .compile();
    const app = module.createNestApplication(new adapters[platform]());
    await useSessions(app);
    await app.listen(0, '127.0.0.1');
    return new SampleAppInstance(app, await app.getUrl());
  }

  get database(): Database {
    return this.app.get(Database, { strict: false });
  }

  fetch(path: string, init?: RequestInit): Promise<Response> {
    return fetch(new URL(path, this.url), init);
  }

  post(path: string, body: object, headers: Record<string, string> = {}): Promise<Response> {
    const json = { 'Content-Type': 'application/json', ...headers };
    return this.fetch(path, { method: 'POST', headers: json, body: JSON.stringify(body) });
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
