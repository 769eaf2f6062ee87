import { describe, expect, it } from '@jest/globals';
import { Controller, Get, type INestApplication, Post, Query, UsePipes } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import {
  ApiOkResponse,
  ApiQuery,
  ApiResponse,
  DECORATORS,
  DocumentBuilder,
  type OpenAPIObject,
  SwaggerModule,
} from '@nestjs/swagger';
import {
  Paginate,
  PaginationModule,
  PaginationPipe,
  type PageRequest,
  SigningModule,
} from 'nestjs-production-readiness';
import request from 'supertest';
import { API_PARAMETERS, API_RESPONSE } from '../../../lib/pagination/openapi/swagger-metadata.js';
import { SECRET_KEY } from '../../support/environment.js';
import { type PlatformName, platforms } from '../start-application.js';

@Controller()
class CitiesController {
  @Get('cities')
  list(
    @Paginate({ key: 'id', sort: { population: 'desc' }, sortable: ['name', 'a.b+c'], max: 200 })
    page: PageRequest,
    @Query('country') country?: string,
  ) {
    return [page, country];
  }

  @Get('piped')
  piped(@Query(PaginationPipe) page: PageRequest) {
    return page;
  }

  @Get('used')
  @UsePipes(new PaginationPipe({ size: 7, max: 9, overflow: 'reject', names: { limit: 'per' } }))
  used(@Query() page: PageRequest) {
    return page;
  }

  @Post('search')
  search(@Paginate() page: PageRequest) {
    return page;
  }

  @Get('described')
  @ApiQuery({ name: 'limit', description: 'mine', required: false, type: Number })
  @ApiOkResponse({ description: 'rows' })
  @ApiResponse({ status: 400, description: 'my own 400' })
  described(@Paginate() page: PageRequest) {
    return page;
  }

  @Get('plain')
  plain(@Query('limit') limit: string) {
    return limit;
  }
}

function imports(options = {}) {
  return [PaginationModule.forRoot(options), SigningModule.forRoot({ current: SECRET_KEY })];
}

async function create(platform: PlatformName = 'Express', options = {}): Promise<INestApplication> {
  class RootModule {}
  const root = { module: RootModule, imports: imports(options), controllers: [CitiesController] };
  const adapter = platform === 'Fastify' ? new FastifyAdapter() : new ExpressAdapter();
  return NestFactory.create(root, adapter, { logger: false, abortOnError: false });
}

function documentOf(app: INestApplication): OpenAPIObject {
  return SwaggerModule.createDocument(app, new DocumentBuilder().build());
}

const parametersOf = (document: OpenAPIObject, path: string) =>
  (document.paths[path]?.get?.parameters ?? []) as { name?: string; schema?: unknown }[];

const namesOf = (document: OpenAPIObject, path: string) =>
  parametersOf(document, path).map(({ name }) => name);

const schemaOf = (document: OpenAPIObject, path: string, name: string) =>
  parametersOf(document, path).find((parameter) => parameter.name === name)?.schema;

describe.each(platforms)('the OpenAPI document on %s', (platform) => {
  it('is the same before and after init, and can be served', async () => {
    const app = await create(platform, { size: 20, max: 30 });
    const before = documentOf(app);
    SwaggerModule.setup('api', app, before);
    await app.init();
    if (platform === 'Fastify')
      await (app.getHttpAdapter() as FastifyAdapter).getInstance().ready();
    expect(documentOf(app)).toEqual(before);
    const { body } = await request(app.getHttpServer()).get('/api-json').expect(200);
    expect(body.paths).toEqual(JSON.parse(JSON.stringify(before.paths)));
    await app.close();
  });

  it('has the parameters that @Paginate() reads', async () => {
    const app = await create(platform, { size: 20, max: 30, names: { cursor: 'after' } });
    const document = documentOf(app);
    expect(namesOf(document, '/cities')).toEqual(['country', 'limit', 'page', 'after', 'sort']);
    expect(parametersOf(document, '/cities')[1]).toEqual({
      name: 'limit',
      in: 'query',
      required: false,
      description: expect.any(String),
      schema: { type: 'integer', minimum: 1, maximum: 200, default: 20 },
    });
    expect(schemaOf(document, '/cities', 'page')).toEqual({ type: 'integer', minimum: 1 });
    expect(schemaOf(document, '/cities', 'after')).toEqual({ type: 'string', maxLength: 1024 });
    const { pattern = '' } = schemaOf(document, '/cities', 'sort') as { pattern?: string };
    const accepted = ['name', '-name,a.b+c', 'a.b+c'].map((sort) => new RegExp(pattern).test(sort));
    const refused = ['', 'id', 'name,', 'axb+c', '--name'].map((sort) =>
      new RegExp(pattern).test(sort),
    );
    expect([accepted, refused]).toEqual([Array(3).fill(true), Array(5).fill(false)]);
    await app.close();
  });
});

describe('the OpenAPI document', () => {
  it('has limit and page of PaginationPipe, and nothing made of the type of the parameter', async () => {
    const app = await create('Express', { size: 20, max: 30 });
    const document = documentOf(app);
    expect(namesOf(document, '/piped')).toEqual(['limit', 'page']);
    expect(schemaOf(document, '/piped', 'limit')).toMatchObject({ maximum: 30, default: 20 });
    expect(schemaOf(document, '/piped', 'page')).toMatchObject({ default: 1 });
    expect(namesOf(document, '/used')).toEqual(['per', 'page']);
    expect(schemaOf(document, '/used', 'per')).toMatchObject({ maximum: 9, default: 7 });
    expect(namesOf(document, '/plain')).toEqual(['limit']);
    expect(document.paths['/plain']?.get?.responses).not.toHaveProperty('400');
    expect(document.components?.schemas).toEqual({});
    await app.close();
  });

  it('describes the body of the 400 that a client gets', async () => {
    const app = await create();
    const refusal = documentOf(app).paths['/cities']?.get?.responses['400'];
    const { schema } = (refusal as { content: Record<string, { schema: object }> }).content[
      'application/json'
    ] as { schema: { required: string[]; properties: Record<string, { enum?: unknown[] }> } };
    await app.init();
    for (const query of ['limit=0', 'page=x', 'cursor=x', 'sort=x', 'page=99999']) {
      const { body } = await request(app.getHttpServer()).get(`/cities?${query}`).expect(400);
      expect(Object.keys(body as object)).toEqual(schema.required);
      for (const [name, { enum: values }] of Object.entries(schema.properties)) {
        if (values !== undefined) expect(values).toContain(body[name]);
      }
    }
    await app.close();
  });

  it('keeps the success that it has without @ApiResponse()', async () => {
    const app = await create();
    const { paths } = documentOf(app);
    expect(Object.keys(paths['/cities']?.get?.responses ?? {})).toEqual(['200', '400']);
    expect(Object.keys(paths['/search']?.post?.responses ?? {})).toEqual(['201', '400']);
    await app.close();
  });

  it('leaves to the handler what its own decorators describe', async () => {
    const app = await create();
    const document = documentOf(app);
    const [limit] = parametersOf(document, '/described');
    expect(namesOf(document, '/described')).toEqual(['limit', 'page']);
    expect(limit).toMatchObject({ description: 'mine', schema: { type: 'number' } });
    expect(document.paths['/described']?.get?.responses).toEqual({
      200: { description: 'rows' },
      400: { description: 'my own 400' },
    });
    await app.close();
  });

  it('tells the options of the application that is documented last, once', async () => {
    const first = await create('Express', { size: 20 });
    const second = await create('Express', { size: 21, names: { page: 'p' } });
    const document = documentOf(second);
    expect(namesOf(document, '/piped')).toEqual(['limit', 'p']);
    expect(schemaOf(document, '/piped', 'limit')).toMatchObject({ default: 21 });
    await first.close();
    await second.close();
  });
});

describe('the metadata of @nestjs/swagger', () => {
  it('has the keys and shapes that are written', () => {
    class Documented {
      @ApiQuery({
        name: 'limit',
        required: false,
        description: 'rows',
        schema: { type: 'integer' },
      })
      @ApiResponse({ status: 400, description: 'no', schema: { type: 'object' } })
      list() {}
    }
    const { list } = Documented.prototype;
    expect(DECORATORS).toMatchObject({ API_PARAMETERS, API_RESPONSE });
    expect(Reflect.getMetadata(API_PARAMETERS, list)).toEqual([
      {
        name: 'limit',
        in: 'query',
        required: false,
        description: 'rows',
        schema: { type: 'integer' },
      },
    ]);
    expect(Reflect.getMetadata(API_RESPONSE, list)).toEqual({
      400: { description: 'no', schema: { type: 'object' } },
    });
  });
});
