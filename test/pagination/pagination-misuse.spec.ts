import { describe, expect, it } from '@jest/globals';
import {
  Body,
  Controller,
  createParamDecorator,
  Get,
  Headers,
  type INestApplication,
  Injectable,
  Module,
  type ModuleMetadata,
  Param,
  Post,
  Query,
  Scope,
  SetMetadata,
  type Type,
  UsePipes,
} from '@nestjs/common';
import { APP_PIPE } from '@nestjs/core';
import { Args, Query as GraphqlQuery, Resolver } from '@nestjs/graphql';
import { MessagePattern, Payload } from '@nestjs/microservices';
import type { PageRequest } from '../../lib/pagination/page-request.js';
import { PaginationModule } from '../../lib/pagination/pagination.module.js';
import { PaginationPipe } from '../../lib/pagination/pagination.pipe.js';
import { platforms, startApplication } from './start-application.js';

class CityQuery {}
class SmallPagesPipe extends PaginationPipe {}
const Custom = createParamDecorator(() => ({}));

async function refusalOf(
  metadata: ModuleMetadata,
  configure?: (app: INestApplication) => void,
): Promise<string> {
  const imports = [PaginationModule.forRoot({ size: 5 }), ...(metadata.imports ?? [])];
  try {
    const app = await startApplication({ ...metadata, imports }, 'Express', configure);
    await app.close();
    return '';
  } catch (error) {
    expect(error).toMatchObject({ name: 'PaginationMisuseError', code: 'PAGINATION_MISUSE' });
    return (error as Error).message;
  }
}

const refusalOfController = (controller: Type) => refusalOf({ controllers: [controller] });

describe('the boot', () => {
  describe.each(platforms)('on %s', (platform) => {
    it('refuses every misuse in one error', async () => {
      @Controller()
      class CitiesController {
        @Get('a')
        a(@Query('page', PaginationPipe) page: unknown) {
          return page;
        }

        @Post('b')
        b(@Body(PaginationPipe) page: unknown) {
          return page;
        }
      }
      const imports = [PaginationModule.forRoot()];
      const start = startApplication({ imports, controllers: [CitiesController] }, platform);
      await expect(start).rejects.toThrow(
        /CitiesController\.a, parameter 1: .*\n.*CitiesController\.b, parameter 1: /,
      );
    });
  });

  it.each([
    ['the class', PaginationPipe],
    ['a subclass', SmallPagesPipe],
    ['an instance', new PaginationPipe({ size: 5 })],
  ])('refuses %s on a named query parameter', async (_, pipe) => {
    @Controller()
    class CitiesController {
      @Get()
      list(@Query('id') id: string, @Query('page', pipe) page: unknown) {
        return [id, page];
      }
    }
    expect(await refusalOfController(CitiesController)).toMatch(
      /CitiesController\.list, parameter 2: .*not the named parameter page\. Write @Query\(PaginationPipe\) page: PageRequest/,
    );
  });

  it('refuses the pipe on a body, a path, headers and custom parameters', async () => {
    @Controller()
    class CitiesController {
      @Post('body')
      body(@Body(PaginationPipe) page: unknown) {
        return page;
      }

      @Get('path/:id')
      path(@Param(PaginationPipe) page: unknown) {
        return page;
      }

      @Get('headers')
      headers(@Headers(PaginationPipe as unknown as string) page: unknown) {
        return page;
      }

      @Get('custom')
      custom(@Custom(PaginationPipe) page: unknown) {
        return page;
      }
    }
    const message = await refusalOfController(CitiesController);
    for (const name of ['body', 'path', 'headers', 'custom']) {
      expect(message).toContain(
        `CitiesController.${name}, parameter 1: the pipe converts nothing but a whole query`,
      );
    }
  });

  it('refuses a class as the type of the page', async () => {
    @Controller()
    class CitiesController {
      @Get()
      list(@Query(PaginationPipe) page: CityQuery) {
        return page;
      }
    }
    expect(await refusalOfController(CitiesController)).toMatch(
      /CitiesController\.list, parameter 1: .*class CityQuery.*import type \{ PageRequest \}/,
    );
  });

  it('refuses two parameters that would both become the page', async () => {
    @Controller()
    class CitiesController {
      @Get('handler')
      @UsePipes(PaginationPipe)
      handler(@Query() page: PageRequest, @Query() filter: Record<string, string>) {
        return [page, filter];
      }

      @Get('parameters')
      parameters(
        @Query(PaginationPipe) page: PageRequest,
        @Query(PaginationPipe) again: PageRequest,
      ) {
        return [page, again];
      }
    }
    const message = await refusalOfController(CitiesController);
    expect(message).toContain('CitiesController.handler: more than one parameter');
    expect(message).toContain('CitiesController.parameters: more than one parameter');
  });

  it('refuses two pipes on one parameter', async () => {
    @Controller()
    @UsePipes(PaginationPipe)
    class CitiesController {
      @Get()
      list(@Query(new PaginationPipe({ size: 9 })) page: PageRequest) {
        return page;
      }
    }
    expect(await refusalOfController(CitiesController)).toContain(
      'CitiesController.list: two PaginationPipes meet',
    );
  });

  it('refuses the pipe on a handler or a controller where it finds nothing to convert', async () => {
    @Controller()
    class CitiesController {
      @Get()
      @UsePipes(PaginationPipe)
      list(@Query() query: CityQuery, @Query('page') page: string) {
        return [query, page];
      }
    }
    @Controller('countries')
    @UsePipes(PaginationPipe)
    class CountriesController {
      @Get()
      list(@Query() query: CityQuery) {
        return query;
      }
    }
    const message = await refusalOf({ controllers: [CitiesController, CountriesController] });
    expect(message).toContain('CitiesController.list: @UsePipes(PaginationPipe) finds nothing');
    expect(message).toContain('CountriesController: @UsePipes(PaginationPipe) on the class');
  });

  it('refuses inherited handlers under the name of the controller that has them', async () => {
    class Base {
      @Get()
      list(@Query('page', PaginationPipe) page: unknown) {
        return page;
      }
    }
    @Controller()
    class CitiesController extends Base {}
    expect(await refusalOfController(CitiesController)).toContain(
      'CitiesController.list, parameter 1',
    );
  });

  it('refuses the pipe on resolvers, message handlers and gateways, and points to parsePageRequest', async () => {
    @Resolver()
    class CitiesResolver {
      @GraphqlQuery(() => String)
      cities(@Args(PaginationPipe) page: unknown) {
        return page;
      }

      @GraphqlQuery(() => String)
      @UsePipes(PaginationPipe)
      towns(@Args('page') page: string) {
        return page;
      }
    }
    @Controller()
    class CitiesMessages {
      @MessagePattern('cities')
      list(@Payload(PaginationPipe) page: unknown) {
        return page;
      }
    }
    // What @SubscribeMessage() stores; the package of the gateways is not installed here.
    @Injectable()
    class CitiesGateway {
      @SetMetadata('websockets:message_mapping', true)
      @UsePipes(PaginationPipe)
      list(page: unknown) {
        return page;
      }
    }
    const message = await refusalOf({
      controllers: [CitiesMessages],
      providers: [CitiesResolver, { provide: 'gateway', useClass: CitiesGateway }],
    });
    for (const name of [
      'CitiesResolver.cities',
      'CitiesResolver.towns',
      'CitiesMessages.list',
      'CitiesGateway.list',
    ]) {
      expect(message).toContain(
        `${name}: the pipe works on HTTP routes only. Call parsePageRequest(`,
      );
    }
  });

  it('refuses the pipe on the class of a resolver', async () => {
    @Resolver()
    @UsePipes(PaginationPipe)
    class CitiesResolver {
      @GraphqlQuery(() => String)
      cities(@Args() page: object) {
        return page;
      }
    }
    expect(await refusalOf({ providers: [CitiesResolver] })).toMatch(
      /CitiesResolver: @UsePipes.*parsePageRequest\(args, options\)/,
    );
  });

  it.each([
    ['useClass', { provide: APP_PIPE, useClass: PaginationPipe }],
    ['useValue', { provide: APP_PIPE, useValue: new PaginationPipe() }],
    ['useFactory', { provide: APP_PIPE, useFactory: () => new PaginationPipe() }],
    ['a request scope', { provide: APP_PIPE, useClass: PaginationPipe, scope: Scope.REQUEST }],
  ])('refuses the pipe as APP_PIPE by %s', async (_, provider) => {
    expect(await refusalOf({ providers: [provider] })).toContain('A global pipe');
  });

  it('refuses the pipe in useGlobalPipes()', async () => {
    const message = await refusalOf({}, (app) => app.useGlobalPipes(new PaginationPipe()));
    expect(message).toContain('A global pipe');
  });

  it('refuses a pipe that cannot see the configured options, and names its module', async () => {
    @Controller()
    class CitiesController {
      @Get()
      list(@Query(PaginationPipe) page: PageRequest) {
        return page;
      }
    }
    @Module({ controllers: [CitiesController] })
    class CitiesModule {}
    const imports = [PaginationModule.forRoot({ size: 5, isGlobal: false }), CitiesModule];
    await expect(startApplication({ imports })).rejects.toThrow(
      /CitiesModule: its PaginationPipe or @Paginate\(\) does not see .*Import the PaginationModule/,
    );
  });

  it('accepts every use that works', async () => {
    class Base {
      @Get('inherited')
      @UsePipes(PaginationPipe)
      inherited(@Query() page: PageRequest) {
        return page;
      }

      @Get('overridden')
      overridden(@Query('page', PaginationPipe) page: unknown) {
        return page;
      }
    }
    @Controller('cities')
    class CitiesController extends Base {
      @Get()
      list(@Query(PaginationPipe) page: PageRequest, @Query() all: Record<string, string>) {
        return [page, all];
      }

      @Get('subclass')
      subclass(@Query(SmallPagesPipe) page: PageRequest, @Query('a') a: string, @Body() b: object) {
        return [page, a, b];
      }

      @Get('instance')
      @UsePipes(new PaginationPipe({ size: 7 }))
      instance(@Query() page: PageRequest, @Query() query: CityQuery, @Param() path: object) {
        return [page, query, path];
      }

      // No route any more: the decorators of the method it replaces do not apply to it.
      override overridden(page: unknown) {
        return page;
      }
    }
    @Controller('countries')
    @UsePipes(PaginationPipe)
    class CountriesController {
      @Get()
      list(@Query() page: PageRequest) {
        return page;
      }

      @Get(':id')
      find(@Param('id') id: string) {
        return id;
      }
    }
    @Controller('regions')
    class RegionsController extends CountriesController {}
    @UsePipes(PaginationPipe)
    class PagedController {}
    @Controller('rivers')
    class RiversController extends PagedController {
      @Get(':id')
      find(@Param('id') id: string) {
        return id;
      }
    }
    const controllers = [
      CitiesController,
      CountriesController,
      RegionsController,
      RiversController,
    ];
    expect(await refusalOf({ controllers, providers: [CitiesController] })).toBe('');
  });
});
