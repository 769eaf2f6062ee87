import { describe, expect, it } from '@jest/globals';
import { Controller, Get, Query, ValidationPipe } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { Allow, IsOptional, Matches } from 'class-validator';
import { PaginationPipe, type NumberedPageRequest } from 'nestjs-production-readiness';
import request from 'supertest';
import type { App } from 'supertest/types.js';

class CityFilter {
  @IsOptional()
  @Matches(/^[A-Z]{2}$/)
  country?: string;

  @Allow()
  limit?: string;

  @Allow()
  page?: string;
}

@Controller()
class CitiesController {
  @Get('cities')
  list(
    @Query() { country }: CityFilter,
    @Query(PaginationPipe) { limit, page }: NumberedPageRequest,
  ) {
    return { country, limit, page };
  }
}

describe('a page beside a filter class under a ValidationPipe that forbids unknown names', () => {
  it('works when the class allows the names of the page', async () => {
    const module = await Test.createTestingModule({ controllers: [CitiesController] }).compile();
    const app = module.createNestApplication({ logger: false });
    app.useGlobalPipes(
      new ValidationPipe({ whitelist: true, forbidNonWhitelisted: true, transform: true }),
    );
    await app.init();
    const get = (query: string) => request(app.getHttpServer() as App).get(`/cities?${query}`);

    const { body } = await get('country=CH&limit=7&page=3').expect(200);
    expect(body).toEqual({ country: 'CH', limit: 7, page: 3 });
    await get('country=CH&colour=red').expect(400);
    await app.close();
  });
});
