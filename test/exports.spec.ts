import { describe, expect, it } from '@jest/globals';
import * as root from 'nestjs-production-readiness';
import * as pg from 'nestjs-production-readiness/pg';
import * as swagger from 'nestjs-production-readiness/swagger';
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
    expect(Object.keys(typeorm).sort()).toEqual(['TypeOrmSource', 'iterate', 'paginate']);
    expect(Object.keys(swagger)).toEqual(['ApiPage']);
    expect(Object.keys(testing)).toEqual(['FaultyStore', 'testCache', 'testConfig']);
  });

  it('nothing but these names under ./pg', () => {
    expect(Object.keys(pg).sort()).toEqual(['PgPageSource', 'iterate', 'paginate']);
  });
});
