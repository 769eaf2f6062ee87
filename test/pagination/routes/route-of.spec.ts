import { describe, expect, it } from '@jest/globals';
import { Controller, Get, Query, UsePipes } from '@nestjs/common';
import {
  Paginate,
  PaginationOptions,
  PaginationPipe,
  type PageRequest,
} from 'nestjs-production-readiness';
import { routeOf } from '../../../lib/pagination/routes/route-of.js';

const names = { limit: 'size' };

class Base {
  @Get('inherited')
  inherited(@Paginate({ key: 'id', max: 20, names: { cursor: 'after' } }) page: PageRequest) {
    return page;
  }
}

@Controller()
class CitiesController extends Base {
  @Get('bare')
  bare(@Paginate() page: PageRequest) {
    return page;
  }

  @Get('pipe')
  pipe(@Query(PaginationPipe) page: PageRequest) {
    return page;
  }

  @Get('instance')
  @UsePipes(new PaginationPipe({ size: 7, names: { page: 'p' } }))
  instance(@Query('a') a: string, @Query() page: PageRequest) {
    return [a, page];
  }

  @Get('none')
  none(@Query('limit') limit: string) {
    return limit;
  }

  plain() {}
}

const rules = (method: string) =>
  routeOf(CitiesController, method)?.rules(new PaginationOptions({ size: 50, max: 60, names }));

describe('routeOf', () => {
  it('finds what @Paginate() declares, inherited too, over the options of the application', () => {
    expect(routeOf(CitiesController, 'inherited')?.declared).toMatchObject({ key: 'id', max: 20 });
    expect(rules('inherited')).toMatchObject({
      size: 20,
      max: 20,
      hasCursors: true,
      names: { limit: 'size', page: 'page', cursor: 'after', sort: 'sort' },
    });
  });

  it('finds bare @Paginate() and PaginationPipe, with the options of the application', () => {
    for (const method of ['bare', 'pipe']) {
      expect(rules(method)).toMatchObject({ size: 50, max: 60, hasCursors: false, names });
    }
  });

  it('finds the options of an instance of PaginationPipe', () => {
    expect(rules('instance')).toMatchObject({
      size: 7,
      max: 7,
      names: { limit: 'limit', page: 'p' },
    });
  });

  it('finds nothing on handlers without pages', () => {
    expect(['none', 'plain', 'unknown'].map(rules)).toEqual([undefined, undefined, undefined]);
  });
});
