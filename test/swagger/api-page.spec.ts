import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Get, type INestApplication } from '@nestjs/common';
import { ApiProperty, DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { Page, Paginate, type PageRequest } from 'nestjs-production-readiness';
import { ApiPage } from 'nestjs-production-readiness/swagger';
import request from 'supertest';
import { platforms } from '../pagination/start-application.js';
import { startPaginated } from '../pagination/start-paginated.js';

class City {
  @ApiProperty()
  id: number = 1;
}

@Controller()
class CitiesController {
  @ApiPage(City)
  @Get('cities')
  list(@Paginate({ total: 'exact' }) page: PageRequest) {
    return Page.fetch(
      page,
      () => [new City()],
      async () => 1,
    );
  }

  @Get('bare')
  @ApiPage(City, { description: 'All cities.' })
  bare(@Paginate({ body: 'array' }) page: PageRequest) {
    return Page.fetch(page, () => [new City()]);
  }

  @Get('chosen')
  @ApiPage(City, { body: 'array' })
  chosen() {
    return [new City()];
  }
}

describe.each(platforms)('@ApiPage() on %s', (platform) => {
  let app: INestApplication;
  let document: OpenAPIObject;
  beforeAll(async () => {
    app = await startPaginated([CitiesController], platform);
    document = SwaggerModule.createDocument(app, new DocumentBuilder().build());
  });
  afterAll(() => app.close());
  const okOf = (path: string) => document.paths[path]?.get?.responses['200'];
  const rows = { type: 'array', items: { $ref: '#/components/schemas/City' } };

  it('describes a page of rows, with its Link header', () => {
    expect(okOf('/cities')).toMatchObject({
      headers: { Link: { schema: { type: 'string' } } },
      content: {
        'application/json': {
          schema: {
            type: 'object',
            required: ['data', 'meta'],
            properties: { data: rows, meta: { $ref: '#/components/schemas/PageMeta' } },
          },
        },
      },
    });
    expect(Object.keys(document.paths['/cities']?.get?.responses ?? {})).toEqual(['200', '400']);
    expect(document.components?.schemas).toMatchObject({
      City: { properties: { id: { type: 'number' } } },
    });
  });

  it('describes what a page has in truth', async () => {
    const { body } = await request(app.getHttpServer()).get('/cities').expect(200);
    const { required = [], properties = {} } = (document.components?.schemas?.['PageMeta'] ??
      {}) as { required?: string[]; properties?: Record<string, unknown> };
    const sent = Object.keys(body.meta as object);
    expect(sent).toEqual(expect.arrayContaining(required));
    expect(Object.keys(properties)).toEqual(expect.arrayContaining(sent));
  });

  it.each(['/bare', '/chosen'])('describes the rows alone of %s', (path) => {
    expect(okOf(path)).toMatchObject({ content: { 'application/json': { schema: rows } } });
  });

  it('takes a description', () => {
    expect(okOf('/bare')).toMatchObject({ description: 'All cities.' });
  });
});
