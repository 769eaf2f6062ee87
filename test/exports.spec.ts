import { describe, expect, it } from '@jest/globals';
import * as root from 'nestjs-production-readiness';
import * as drizzle from 'nestjs-production-readiness/drizzle';
import * as pg from 'nestjs-production-readiness/pg';
import * as swagger from 'nestjs-production-readiness/swagger';
import * as prisma from 'nestjs-production-readiness/prisma';
import * as testing from 'nestjs-production-readiness/testing';
import * as typeorm from 'nestjs-production-readiness/typeorm';

// The values that users can import. A change here is a change of the contract, and belongs into the changelog.
describe('the entry points export', () => {
  it('nothing but these names', () => {
    expect(Object.keys(root).sort()).toEqual([
      'BaseConfig',
      'BoolSetting',
      'BuildOnlyError',
      'CacheArgumentError',
      'CacheLoadTimeoutError',
      'CacheOptions',
      'CacheOptionsError',
      'CachePublic',
      'CacheQuery',
      'CacheStatistics',
      'CacheStore',
      'CacheValueError',
      'CacheVary',
      'ConfigurationError',
      'EnumSetting',
      'IntSetting',
      'KeyRing',
      'MissingClientError',
      'ModuleMisuseError',
      'PRODUCTION_CONFIG',
      'Page',
      'PageFetchError',
      'PageSource',
      'Paginate',
      'PaginationException',
      'PaginationMisuseError',
      'PaginationModule',
      'PaginationOptions',
      'PaginationOptionsError',
      'PaginationPipe',
      'ProductionCache',
      'ProductionCacheModule',
      'ProductionConfig',
      'ProductionConfigModule',
      'ProductionReadinessError',
      'ProductionReadinessModule',
      'ResponseLimitInterceptor',
      'ResponseLimitOptions',
      'SafeCacheInterceptor',
      'SecretSetting',
      'Signer',
      'SigningError',
      'SigningModule',
      'StringSetting',
      'Unpaginated',
      'UrlSetting',
      'completeSort',
      'csrfSecrets',
      'expressSessionOptions',
      'fastifyCookieOptions',
      'fastifySecureSessionOptions',
      'fastifySessionOptions',
      'fetchPage',
      'iteratePages',
      'jwtOptions',
      'keygripKeys',
      'keysetPlan',
      'oneConditionOf',
      'parsePageRequest',
      'passportJwtOptions',
      'renderCondition',
      'verifyJwt',
    ]);
    expect(Object.keys(swagger)).toEqual(['ApiPage']);
    expect(Object.keys(testing)).toEqual(['FaultyStore', 'testCache', 'testConfig']);
  });

  it.each([
    ['./drizzle', drizzle, ['DrizzlePageSource', 'iterate', 'paginate']],
    ['./pg', pg, ['PgPageSource', 'iterate', 'paginate']],
    ['./prisma', prisma, ['PrismaPageSource', 'iterate', 'paginate', 'queryable']],
    ['./typeorm', typeorm, ['TypeOrmPageSource', 'iterate', 'paginate']],
  ])('nothing but these names under %s', (_, entry, names) => {
    expect(Object.keys(entry).sort()).toEqual(names);
  });
});
