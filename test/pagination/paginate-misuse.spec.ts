import { describe, expect, it } from '@jest/globals';
import {
  Controller,
  Get,
  Module,
  type ModuleMetadata,
  Query,
  type Type,
  UsePipes,
} from '@nestjs/common';
import { Query as GraphqlQuery, Resolver } from '@nestjs/graphql';
import { MessagePattern } from '@nestjs/microservices';
import {
  Paginate,
  type PaginateOptions,
  PaginationModule,
  PaginationPipe,
  type PageRequest,
  ProductionReadinessModule,
  SigningModule,
} from 'nestjs-production-readiness';
import { environment, SECRET_KEY } from '../support/environment.js';
import { startApplication } from './start-application.js';

class CityPage {}

async function refusalOf(metadata: ModuleMetadata): Promise<string> {
  try {
    await (await startApplication(metadata)).close();
    return '';
  } catch (error) {
    expect(error).toMatchObject({ name: 'PaginationMisuseError', code: 'PAGINATION_MISUSE' });
    return (error as Error).message;
  }
}

const complete = () => [
  PaginationModule.forRoot({ size: 5, max: 10 }),
  SigningModule.forRoot({ current: SECRET_KEY }),
];

function controllerWith(options: PaginateOptions): Type {
  @Controller()
  class CitiesController {
    @Get()
    list(@Paginate(options) page: PageRequest) {
      return page;
    }
  }
  return CitiesController;
}

const refusalOfOptions = (options: PaginateOptions) =>
  refusalOf({ imports: complete(), controllers: [controllerWith(options)] });

describe('the boot', () => {
  it.each<[string, PaginateOptions, string]>([
    [
      'an unknown direction',
      { key: 'id', sort: { name: 'up' as 'asc' } },
      "sort.name must be 'asc'",
    ],
    ['a sort without a key', { sort: { name: 'asc' } }, 'sort without key. Name the unique field'],
    [
      'sortable and filters without a key',
      { sortable: ['a'], filters: ['b'] },
      'sortable, filters without key.',
    ],
    ['a scope without a key', { scope: () => '' }, 'scope without key.'],
    ['an empty key', { key: '' }, 'key names nothing.'],
    ['a key of no fields', { key: [] }, 'key names nothing.'],
    ['a key that repeats', { key: ['id', 'id'] }, 'key names something twice.'],
    [
      'sortable that repeats',
      { key: 'id', sortable: ['a', 'a'] },
      'sortable names something twice.',
    ],
    [
      'a comma in sortable',
      { key: 'id', sortable: ['a,b'] },
      'sortable must hold names without commas',
    ],
    ['a - in sortable', { key: 'id', sortable: ['-a'] }, 'sortable must hold names without commas'],
    ['an unknown total', { total: 'some' as 'none' }, "total must be 'none'"],
    ['an unknown body', { body: 'rows' as 'page' }, "body must be 'page'"],
    ['an unknown overflow', { overflow: 'cut' as 'clamp' }, "overflow must be 'clamp'"],
    ['a size of 0', { size: 0 }, 'size must be a whole number from 1 to 1000, got 0'],
    [
      'a maximum below the size',
      { size: 20, max: 10 },
      'max must be a whole number from size (20)',
    ],
    ['a maximum above 10000', { max: 10_001 }, 'max must be'],
    [
      'a name of two parameters',
      { names: { limit: 'page' } },
      'names gives page to two parameters',
    ],
    ['a name that no query has', { names: { limit: 'a b' } }, 'names.limit must be a name'],
    ['a filter that is the page', { key: 'id', filters: ['page'] }, 'filters must not hold page'],
    [
      'a filter by a name that stands for the limit',
      { key: 'id', filters: ['per_page'] },
      'filters must not hold per_page, which is taken for a parameter of the page',
    ],
  ])('refuses %s in @Paginate(), and names the handler', async (_, options, problem) => {
    expect(await refusalOfOptions(options)).toContain(
      `CitiesController.list, @Paginate(): ${problem}`,
    );
  });

  it.each<[string, PaginateOptions]>([
    ['nothing', {}],
    ['a size above the maximum of the application', { size: 20 }],
    ['a maximum below the size of the application', { max: 3 }],
    ['a total of numbered pages', { total: 'exact' }],
    [
      'all there is',
      {
        key: ['country', 'id'],
        sort: { name: 'desc' },
        sortable: ['name'],
        filters: ['q'],
        scope: () => 'a',
        names: { limit: 'page[size]', page: 'page[number]' },
        size: 5,
        max: 50,
        total: 'capped',
        overflow: 'reject',
        body: 'array',
      },
    ],
  ])('accepts @Paginate() with %s', async (_, options) => {
    expect(await refusalOfOptions(options)).toBe('');
  });

  it('refuses two @Paginate(), one beside PaginationPipe, and a class as the type of the page', async () => {
    @Controller()
    class CitiesController {
      @Get('two')
      two(@Paginate() page: PageRequest, @Paginate() again: PageRequest) {
        return [page, again];
      }

      @Get('pipe')
      pipe(@Paginate() page: PageRequest, @Query(PaginationPipe) again: PageRequest) {
        return [page, again];
      }

      @Get('method')
      @UsePipes(PaginationPipe)
      method(@Paginate() page: PageRequest, @Query() again: PageRequest) {
        return [page, again];
      }

      @Get('class')
      class(@Paginate() page: CityPage) {
        return page;
      }
    }
    const message = await refusalOf({ imports: complete(), controllers: [CitiesController] });
    expect(message).toContain('CitiesController.two: @Paginate() stands on two parameters');
    expect(message).toContain('CitiesController.pipe: @Paginate() and PaginationPipe would both');
    expect(message).toContain('CitiesController.method: @Paginate() and PaginationPipe would both');
    expect(message).toContain(
      'CitiesController.class, @Paginate(): the parameter has the class CityPage',
    );
  });

  it('refuses @Paginate() on resolvers and message handlers, and points to parsePageRequest', async () => {
    @Resolver()
    class CitiesResolver {
      @GraphqlQuery(() => String)
      cities(@Paginate() page: PageRequest) {
        return page;
      }
    }
    @Controller()
    class CitiesMessages {
      @MessagePattern('cities')
      list(@Paginate() page: PageRequest) {
        return page;
      }
    }
    const message = await refusalOf({
      imports: complete(),
      controllers: [CitiesMessages],
      providers: [CitiesResolver],
    });
    for (const name of ['CitiesResolver.cities', 'CitiesMessages.list']) {
      expect(message).toContain(
        `${name}: @Paginate() works on HTTP routes only. Call parsePageRequest(`,
      );
    }
  });

  it('refuses names of the application and of a route that together are the same', async () => {
    const imports = [
      PaginationModule.forRoot({ names: { limit: 'size' } }),
      SigningModule.forRoot({ current: SECRET_KEY }),
    ];
    const controllers = [controllerWith({ names: { page: 'size' } })];
    expect(await refusalOf({ imports, controllers })).toContain(
      'names gives size to two parameters',
    );
  });

  it('refuses @Paginate() that cannot see the configured options', async () => {
    @Module({ controllers: [controllerWith({})] })
    class CitiesModule {}
    const imports = [PaginationModule.forRoot({ size: 5, isGlobal: false }), CitiesModule];
    expect(await refusalOf({ imports })).toContain(
      'CitiesModule: its PaginationPipe or @Paginate()',
    );
  });

  describe('with a key', () => {
    const controllers = [controllerWith({ key: 'id' })];

    it.each([
      ['PaginationModule alone', () => PaginationModule.forRoot()],
      [
        'signing: false',
        () => ProductionReadinessModule.forRoot({ env: environment(), signing: false }),
      ],
    ])('refuses %s, which has no keys', async (_, module) => {
      const message = await refusalOf({ imports: [module()], controllers });
      expect(message).toMatch(
        /CitiesController\.list, @Paginate\(\): key gives it cursors.*SigningModule/,
      );
    });

    it.each([
      ['globally', true],
      ['where it is imported', false],
    ])('gets its keys from ProductionReadinessModule %s', async (_, isGlobal) => {
      const pagination = { names: { limit: 'size' } };
      const imports = [
        ProductionReadinessModule.forRoot({
          env: environment(),
          isGlobal,
          pagination,
          cache: false,
        }),
      ];
      expect(await refusalOf({ imports, controllers })).toBe('');
    });

    it('can be built without a secret', async () => {
      const imports = [ProductionReadinessModule.forRoot({ env: {}, build: true })];
      const { NestFactory } = await import('@nestjs/core');
      @Module({ imports, controllers })
      class RootModule {}
      const app = await NestFactory.create(RootModule, { logger: false, abortOnError: false });
      await app.close();
    });
  });
});
