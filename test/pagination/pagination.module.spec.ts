import { describe, expect, it } from '@jest/globals';
import { Controller, Get, Injectable, Module, type ModuleMetadata, Query } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type CustomTransportStrategy, MessagePattern, Server } from '@nestjs/microservices';
import { Test } from '@nestjs/testing';
import { isObservable, lastValueFrom } from 'rxjs';
import request from 'supertest';
import type { PageRequest } from '../../lib/pagination/page-request.js';
import { PaginationModule } from '../../lib/pagination/pagination.module.js';
import { PaginationOptions } from '../../lib/pagination/pagination.options.js';
import { PaginationPipe } from '../../lib/pagination/pagination.pipe.js';
import { startApplication } from './start-application.js';

@Controller()
class EchoController {
  @Get()
  read(@Query(PaginationPipe) page: PageRequest) {
    return page;
  }
}

async function limitOf(metadata: ModuleMetadata): Promise<number> {
  const app = await startApplication(metadata);
  const { body } = await request(app.getHttpServer()).get('/?limit=99999');
  await app.close();
  return body.limit as number;
}

function failureOf(metadata: ModuleMetadata): Promise<unknown> {
  return startApplication(metadata).then(
    () => undefined,
    (error: unknown) => error,
  );
}

describe('PaginationModule', () => {
  it('needs no options', async () => {
    const imports = [PaginationModule.forRoot()];
    expect(await limitOf({ imports, controllers: [EchoController] })).toBe(50);
  });

  it('configures the pipes of other modules, being global', async () => {
    @Module({ controllers: [EchoController] })
    class FeatureModule {}
    const imports = [PaginationModule.forRoot({ size: 5 }), FeatureModule];
    expect(await limitOf({ imports })).toBe(5);
  });

  it('takes its options from a factory', async () => {
    const imports = [PaginationModule.forRootAsync({ useFactory: async () => ({ size: 6 }) })];
    expect(await limitOf({ imports, controllers: [EchoController] })).toBe(6);
  });

  it('takes its options from a class', async () => {
    @Injectable()
    class OptionsFactory {
      create() {
        return { size: 7 };
      }
    }
    const imports = [PaginationModule.forRootAsync({ useClass: OptionsFactory })];
    expect(await limitOf({ imports, controllers: [EchoController] })).toBe(7);
  });

  it('lets two modules have options of their own when it is not global', async () => {
    const feature = (size: number, path: string) => {
      @Controller(path)
      class FeatureController extends EchoController {}
      @Module({
        imports: [PaginationModule.forRoot({ size, isGlobal: false })],
        controllers: [FeatureController],
      })
      class FeatureModule {}
      return FeatureModule;
    };
    const app = await startApplication({ imports: [feature(5, 'five'), feature(6, 'six')] });
    const limits = ['/five', '/six'].map(async (path) => {
      const { body } = await request(app.getHttpServer()).get(path);
      return body.limit as number;
    });
    expect(await Promise.all(limits)).toEqual([5, 6]);
    await app.close();
  });

  it('never changes the options it was given', async () => {
    const options = Object.freeze({ size: 5, isGlobal: true });
    expect(
      await limitOf({
        imports: [PaginationModule.forRoot(options)],
        controllers: [EchoController],
      }),
    ).toBe(5);
  });

  it('has its options replaced in a test', async () => {
    const module = await Test.createTestingModule({
      imports: [PaginationModule.forRoot({ size: 5 })],
      controllers: [EchoController],
    })
      .overrideProvider(PaginationOptions)
      .useValue(new PaginationOptions({ size: 8 }))
      .compile();
    const app = await module.createNestApplication().init();
    const { body } = await request(app.getHttpServer()).get('/');
    expect(body.limit).toBe(8);
    await app.close();
  });

  it('refuses the bare class', async () => {
    const error = await failureOf({ imports: [PaginationModule] });
    expect(error).toMatchObject({
      code: 'MODULE_BARE_IMPORT',
      message: expect.stringContaining('imports: [PaginationModule.forRoot()]'),
    });
  });

  it('refuses the bare class beside a configured one', async () => {
    const error = await failureOf({ imports: [PaginationModule.forRoot(), PaginationModule] });
    expect(error).toMatchObject({ code: 'MODULE_BARE_IMPORT' });
  });

  it.each([
    ['forRoot', PaginationModule.forRoot({ size: 0 })],
    ['forRootAsync', PaginationModule.forRootAsync({ useFactory: () => ({ size: 0 }) })],
  ])('refuses wrong options of %s', async (_, module) => {
    const error = await failureOf({ imports: [module] });
    expect(error).toMatchObject({ code: 'PAGINATION_OPTIONS' });
  });

  it('is inert in an application context without a server', async () => {
    @Module({ imports: [PaginationModule.forRoot({ size: 5 })], providers: [PaginationPipe] })
    class WorkerModule {}
    const context = await NestFactory.createApplicationContext(WorkerModule, { logger: false });
    expect(context.get(PaginationPipe).options.size).toBe(5);
    await context.close();
  });

  it('leaves the pages of message handlers alone', async () => {
    const meta = { limit: 2, hasNext: true, hasPrevious: false, next: '2', previous: null };
    const page = { data: [1, 2], meta };
    @Controller()
    class CitiesMessages {
      @MessagePattern('cities')
      list() {
        return page;
      }
    }
    @Module({ imports: [PaginationModule.forRoot()], controllers: [CitiesMessages] })
    class MessagesModule {}
    const strategy = new DirectServer();
    const app = await NestFactory.createMicroservice(MessagesModule, { strategy, logger: false });
    await app.listen();
    expect(await strategy.ask('cities')).toEqual(page);
    await app.close();
  });
});

/** Nest's own message handling without a network. */
class DirectServer extends Server implements CustomTransportStrategy {
  listen(callback: () => void): void {
    callback();
  }

  close(): void {}
  on(): void {}

  unwrap<T>(): T {
    throw new Error('there is no server below');
  }

  async ask(pattern: string): Promise<unknown> {
    const answer: unknown = await this.getHandlerByPattern(pattern)?.({});
    return isObservable(answer) ? lastValueFrom(answer) : answer;
  }
}
