import { afterEach, describe, expect, it } from '@jest/globals';
import {
  Controller,
  Get,
  type INestApplication,
  Query,
  type Type,
  UseInterceptors,
  Version,
  VERSION_NEUTRAL,
  type VersioningOptions,
  VersioningType,
} from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { CacheQuery, SafeCacheInterceptor } from 'nestjs-production-readiness';
import { PLATFORMS, startApp, type StartedApp } from './start-app.js';

@Controller('cities')
@UseInterceptors(SafeCacheInterceptor)
class CitiesController {
  @Get()
  @Version('1')
  one() {
    return { version: '1' };
  }

  @Get()
  @Version('2')
  two() {
    return { version: '2' };
  }
}

/** Classes of one name, as in the folders v1 and v2 of an application. */
function countriesController(version: string | typeof VERSION_NEUTRAL): Type {
  @Controller({ path: 'countries', version })
  @UseInterceptors(SafeCacheInterceptor)
  class CountriesController {
    @Get()
    list() {
      return { version: String(version) };
    }
  }
  return CountriesController;
}

@Controller('search')
@UseInterceptors(SafeCacheInterceptor)
class SearchController {
  @Get()
  @CacheQuery('filter')
  filtered(@Query() query: object) {
    return { query };
  }

  @Get('bracketed')
  @CacheQuery('filter[c]')
  bracketed(@Query() query: object) {
    return { query };
  }

  @Get('all')
  all(@Query() query: object) {
    return { query };
  }
}

const versionOf = (request: unknown): string =>
  (request as { headers: Record<string, string | undefined> }).headers['x-version'] ?? '';

const VERSIONINGS: [string, VersioningOptions, (version: string) => Record<string, string>][] = [
  [
    'a header',
    { type: VersioningType.HEADER, header: 'x-version' },
    (version) => ({ 'x-version': version }),
  ],
  [
    'the media type',
    { type: VersioningType.MEDIA_TYPE, key: 'v=' },
    (version) => ({ accept: `application/json;v=${version}` }),
  ],
  [
    'a function',
    { type: VersioningType.CUSTOM, extractor: versionOf },
    (version) => ({ 'x-version': version }),
  ],
];

describe.each(PLATFORMS)('The key of an answer on %s', (platform, adapter) => {
  let started: StartedApp;

  afterEach(() => started.app.close());

  const start = async (controllers: Type[], prepare: (app: INestApplication) => void) => {
    started = await startApp({ adapter, controllers, prepare });
    return started.get;
  };

  it.each(VERSIONINGS)('tells versions by %s apart', async (_, options, headers) => {
    const controllers = [CitiesController, countriesController('1'), countriesController('2')];
    const get = await start(controllers, (app) => app.enableVersioning(options));
    for (const path of ['/cities', '/countries']) {
      for (const version of ['1', '2', '1', '2']) {
        expect((await get(path, headers(version))).body).toEqual({ version });
      }
      expect((await get(path, headers('2'))).headers['x-cache']).toBe('HIT');
    }
  });

  it('tells a version from none', async () => {
    const controllers = [countriesController('1'), countriesController(VERSION_NEUTRAL)];
    const options = { type: VersioningType.HEADER, header: 'x-version' } as const;
    const get = await start(controllers, (app) => app.enableVersioning(options));
    for (const version of ['1', '9', '1']) {
      const { body } = await get('/countries', { 'x-version': version });
      expect(body).toEqual({ version: version === '1' ? '1' : 'Symbol(VERSION_NEUTRAL)' });
    }
  });

  it.each([
    ['/search', ['filter[c]=fr', 'filter[c]=de', 'filter%5Bc%5D=pl', 'filter[d]=fr', '[filter]=x']],
    ['/search/bracketed', ['filter[c]=fr', 'filter[c]=de', 'filter=fr']],
    ['/search/all', ['filter[]=1&filter=2', 'filter=2&filter[]=1']],
  ])('tells what a parser makes of nested names apart at %s', async (path, queries) => {
    const get = await start([SearchController], (app) => {
      if (platform === 'Express') (app as NestExpressApplication).set('query parser', 'extended');
    });
    const answers = new Set<string>();
    for (const query of queries) answers.add((await get(`${path}?${query}`)).text);
    expect(answers.size).toBe(queries.length);
  });
});
