import { afterEach, describe, expect, it } from '@jest/globals';
import { CACHE_MANAGER } from '@nestjs/cache-manager';
import { Controller, Get, type INestApplication, Module, Query, Sse } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import {
  Args,
  Field,
  GraphQLModule,
  Int,
  ObjectType,
  Query as GqlQuery,
  Resolver,
} from '@nestjs/graphql';
import { MercuriusDriver, type MercuriusDriverConfig } from '@nestjs/mercurius';
import {
  ClientProxyFactory,
  MessagePattern,
  type MicroserviceOptions,
  Payload,
  type TcpClientOptions,
  Transport,
} from '@nestjs/microservices';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  Page,
  PaginationOptions,
  PaginationPipe,
  type PageRequest,
  parsePageRequest,
  ProductionConfig,
  ProductionReadinessModule,
} from 'nestjs-production-readiness';
import { firstValueFrom, of } from 'rxjs';
import request from 'supertest';
import type { App } from 'supertest/types.js';
import { environment } from './support/environment.js';

const NUMBERS = Array.from({ length: 9 }, (_, index) => index + 1);
const readiness = () =>
  ProductionReadinessModule.forRoot({ env: environment({ PAGE_SIZE: '3', PAGE_SIZE_MAX: '4' }) });

function numbers(page: PageRequest): Promise<Page<number>> {
  return Page.fetch(page, ({ take, skip }) => NUMBERS.slice(skip, skip + take));
}

let app: INestApplication | undefined;
afterEach(async () => {
  await app?.close();
  app = undefined;
});

describe('a hybrid application', () => {
  @Controller()
  class NumbersController {
    constructor(private readonly options: PaginationOptions) {}

    @Get('numbers')
    list(@Query(PaginationPipe) page: PageRequest) {
      return numbers(page);
    }

    @MessagePattern('numbers')
    handle(@Payload() args: Record<string, unknown>) {
      return numbers(parsePageRequest(args, this.options));
    }

    @Sse('events')
    events() {
      return of({ data: 'tick' });
    }
  }

  @Module({ imports: [readiness()], controllers: [NumbersController] })
  class AppModule {}

  it('pages over HTTP and over messages, with Link headers on HTTP only', async () => {
    app = await NestFactory.create(AppModule, { logger: false });
    const service = app.connectMicroservice<MicroserviceOptions>(
      { transport: Transport.TCP, options: { host: '127.0.0.1', port: 0 } },
      { inheritAppConfig: true },
    );
    await app.startAllMicroservices();
    await app.listen(0, '127.0.0.1');

    const server = app.getHttpServer() as App;
    const response = await request(server).get('/numbers').expect(200);
    expect(response.headers['link']).toContain('<?page=2>; rel="next"');
    const events = await request(server).get('/events').expect(200);
    expect(events.headers['link']).toBeUndefined();
    expect(events.text).toContain('data: tick');

    const { port } = service.unwrap<import('node:net').Server>().address() as { port: number };
    const options: TcpClientOptions = {
      transport: Transport.TCP,
      options: { host: '127.0.0.1', port },
    };
    const client = ClientProxyFactory.create(options);
    const page = await firstValueFrom(client.send<Page<number>>('numbers', { limit: 99, page: 2 }));
    expect(page).toEqual({
      data: [5, 6, 7, 8],
      meta: { limit: 4, hasNext: true, hasPrevious: true, next: '3', previous: '1' },
    });
    client.close();
  });
});

describe('a GraphQL application', () => {
  @ObjectType()
  class NumbersMeta {
    @Field(() => Int)
    limit!: number;

    @Field(() => String, { nullable: true })
    next!: string | null;
  }

  @ObjectType()
  class NumbersPage {
    @Field(() => [Int])
    data!: number[];

    @Field(() => NumbersMeta)
    meta!: NumbersMeta;
  }

  @Resolver()
  class NumbersResolver {
    constructor(private readonly options: PaginationOptions) {}

    @GqlQuery(() => NumbersPage)
    numbers(@Args('limit', { type: () => Int, nullable: true }) limit?: number) {
      return numbers(parsePageRequest({ limit }, this.options));
    }
  }

  @Module({
    imports: [
      readiness(),
      GraphQLModule.forRoot<MercuriusDriverConfig>({
        driver: MercuriusDriver,
        autoSchemaFile: true,
      }),
    ],
    providers: [NumbersResolver],
  })
  class AppModule {}

  it('answers pages as its schema says, refuses a wrong limit, and sets no Link header', async () => {
    app = await NestFactory.create<NestFastifyApplication>(AppModule, new FastifyAdapter(), {
      logger: false,
    });
    await app.listen(0, '127.0.0.1');
    const ask = (query: string) =>
      request(app?.getHttpServer() as App)
        .post('/graphql')
        .send({ query });

    const response = await ask('{ numbers(limit: 99) { data meta { limit next } } }').expect(200);
    expect(response.body).toEqual({
      data: { numbers: { data: [1, 2, 3, 4], meta: { limit: 4, next: '2' } } },
    });
    expect(response.headers['link']).toBeUndefined();

    const refused = await ask('{ numbers(limit: -1) { data } }');
    expect(JSON.stringify(refused.body)).toContain('limit must be');
    expect(refused.status).toBeLessThan(500);
  });
});

describe('an application context without an adapter', () => {
  it('has configuration and cache', async () => {
    @Module({ imports: [readiness()] })
    class AppModule {}
    const context = await NestFactory.createApplicationContext(AppModule, { logger: false });
    expect(context.get(ProductionConfig).PAGE_SIZE).toBe(3);
    const cache = context.get<{ wrap(key: string, load: () => number): Promise<number> }>(
      CACHE_MANAGER,
    );
    await expect(cache.wrap('key', () => 1)).resolves.toBe(1);
    await context.close();
  });
});
