import { afterEach, describe, expect, it } from '@jest/globals';
import {
  Body,
  Controller,
  Get,
  type INestApplication,
  Param,
  Post,
  Query,
  type Type,
  UsePipes,
  ValidationPipe,
} from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { IsOptional, IsString } from 'class-validator';
import request from 'supertest';
import type { PageRequest } from '../../lib/pagination/page-request.js';
import { PaginationModule } from '../../lib/pagination/pagination.module.js';
import { PaginationOptions } from '../../lib/pagination/pagination.options.js';
import { PaginationPipe } from '../../lib/pagination/pagination.pipe.js';
import { platforms, startApplication } from './start-application.js';

class Filter {
  @IsOptional() @IsString() country?: string;
}

@Controller()
class ParameterController {
  @Get()
  list(@Query(PaginationPipe) page: PageRequest) {
    return page;
  }

  @Get('own')
  own(@Query(new PaginationPipe({ size: 3, max: 4 })) page: PageRequest) {
    return page;
  }
}

@Controller()
class HandlerController {
  @Get(':id')
  @UsePipes(PaginationPipe)
  list(
    @Query() page: PageRequest,
    @Query('country') country: string,
    @Query() filter: Filter,
    @Param() parameters: object,
  ) {
    return { page, country, filter, parameters };
  }
}

@Controller()
@UsePipes(PaginationPipe)
class ClassController {
  @Get()
  list(@Query() page: PageRequest) {
    return page;
  }

  @Post()
  create(@Body() body: object, @Query() filter: Filter) {
    return { body, filter };
  }
}

describe.each(platforms)('PaginationPipe on %s', (platform) => {
  let app: INestApplication;
  afterEach(() => app.close());

  async function get(url: string, controller: Type, configure?: (app: INestApplication) => void) {
    const imports = [PaginationModule.forRoot({ size: 10, max: 20 })];
    app = await startApplication({ imports, controllers: [controller] }, platform, configure);
    return request(app.getHttpServer()).get(url);
  }

  it('converts the parameter it stands on', async () => {
    const { body } = await get('/?limit=99&page=2', ParameterController);
    expect(body).toEqual({ mode: 'page', limit: 20, page: 2, offset: 20, sort: [], total: 'none' });
  });

  it('takes options of its own as an instance', async () => {
    const { body } = await get('/own?limit=99', ParameterController);
    expect(body.limit).toBe(4);
  });

  it('converts the unnamed query without a class when it stands on the handler', async () => {
    const { body } = await get('/7?limit=99&country=FR', HandlerController);
    expect(body).toEqual({
      page: { mode: 'page', limit: 20, page: 1, offset: 0, sort: [], total: 'none' },
      country: 'FR',
      filter: { limit: '99', country: 'FR' },
      parameters: { id: '7' },
    });
  });

  it('converts the unnamed query without a class when it stands on the controller', async () => {
    const { body } = await get('/?limit=99', ClassController);
    expect(body.limit).toBe(20);
  });

  it('leaves bodies and classes alone when it stands on the controller', async () => {
    await get('/', ClassController);
    const sent = { limit: 'abc' };
    const { body } = await request(app.getHttpServer()).post('/?limit=abc').send(sent);
    expect(body).toEqual({ body: sent, filter: { limit: 'abc' } });
  });

  it.each([ParameterController, ClassController])(
    'survives a global ValidationPipe that strips and forbids unknown properties',
    async (controller) => {
      const { body } = await get('/?limit=7&page=3', controller, (application) =>
        application.useGlobalPipes(
          new ValidationPipe({ whitelist: true, transform: true, forbidNonWhitelisted: true }),
        ),
      );
      expect(body).toEqual({
        mode: 'page',
        limit: 7,
        page: 3,
        offset: 14,
        sort: [],
        total: 'none',
      });
    },
  );

  it('works without the module, with the defaults', async () => {
    app = await startApplication({ controllers: [ParameterController] }, platform);
    const { body } = await request(app.getHttpServer()).get('/?limit=99');
    expect(body.limit).toBe(50);
  });

  it('takes options that a test provides', async () => {
    const provided = { provide: PaginationOptions, useValue: { size: 5 } };
    const metadata = { controllers: [ParameterController], providers: [provided] };
    app = await startApplication(metadata, platform);
    const { body } = await request(app.getHttpServer()).get('/');
    expect(body.limit).toBe(5);
  });
});

describe('PaginationPipe', () => {
  it('answers at once, without a promise', () => {
    const pipe = new PaginationPipe({ size: 5 });
    const page = pipe.transform({ page: '2' }, { type: 'query' });
    expect(page).toEqual({ mode: 'page', limit: 5, page: 2, offset: 5, sort: [], total: 'none' });
  });

  it('refuses wrong options where they are written', () => {
    expect(() => new PaginationPipe({ size: 0 })).toThrow('size must be a whole number');
  });

  it('is made once for all requests', async () => {
    const module = await Test.createTestingModule({
      imports: [PaginationModule.forRoot({ size: 5 })],
      providers: [PaginationPipe],
    }).compile();
    expect(module.get(PaginationPipe).options.size).toBe(5);
    await module.close();
  });

  it('reads each property of the query once', () => {
    const reads: string[] = [];
    const query = new Proxy(
      { limit: '5', page: '2' },
      {
        get(target, name, receiver) {
          reads.push(String(name));
          return Reflect.get(target, name, receiver) as unknown;
        },
      },
    );
    new PaginationPipe().transform(query, { type: 'query' });
    expect(reads).toEqual(['limit', 'page']);
  });
});
