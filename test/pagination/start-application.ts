import {
  type INestApplication,
  type LoggerService,
  Module,
  type ModuleMetadata,
} from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ExpressAdapter, type NestExpressApplication } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';

export type PlatformName = 'Express' | "Express 'extended'" | 'Fastify';

export const platforms: readonly PlatformName[] = ['Express', 'Fastify'];
export const parsers: readonly PlatformName[] = ['Express', "Express 'extended'", 'Fastify'];

const silent: LoggerService = { log: () => {}, error: () => {}, warn: () => {} };

/** A real application of one module, ready for supertest; close it. */
export async function startApplication(
  metadata: ModuleMetadata,
  platform: PlatformName = 'Express',
  configure: (app: INestApplication) => void = () => {},
): Promise<INestApplication> {
  const app = await createApplication(metadata, platform);
  try {
    if (platform === "Express 'extended'")
      (app as NestExpressApplication).set('query parser', 'extended');
    configure(app);
    await app.init();
    if (platform === 'Fastify')
      await (app.getHttpAdapter() as FastifyAdapter).getInstance().ready();
    return app;
  } catch (error) {
    await app.close();
    throw error;
  }
}

function createApplication(
  metadata: ModuleMetadata,
  platform: PlatformName,
): Promise<INestApplication> {
  @Module(metadata)
  class RootModule {}
  const adapter = platform === 'Fastify' ? new FastifyAdapter() : new ExpressAdapter();
  return NestFactory.create(RootModule, adapter, { logger: silent, abortOnError: false });
}
