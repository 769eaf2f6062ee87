export { CacheOptionsError } from './cache/cache-options.error.js';
export { CacheOptions } from './cache/cache.options.js';
export { CacheArgumentError } from './cache/engine/cache-argument.error.js';
export { CacheLoadTimeoutError } from './cache/engine/cache-load-timeout.error.js';
export { ProductionCache } from './cache/engine/production-cache.js';
export type { WrapOptions, WrapOptionsRaw, WrappedRaw } from './cache/engine/wrap-options.js';
export { CachePublic, type CachePublicOptions } from './cache/http/cache-public.decorator.js';
export { CacheQuery } from './cache/http/cache-query.decorator.js';
export { CacheVary } from './cache/http/cache-vary.decorator.js';
export { SafeCacheInterceptor } from './cache/http/safe-cache.interceptor.js';
export { ProductionCacheModule } from './cache/production-cache.module.js';
export { type CacheFigures, CacheStatistics } from './cache/statistics/cache-statistics.js';
export { CacheStore } from './cache/stores/cache-store.js';
export { MissingClientError } from './cache/stores/missing-client.error.js';
export { CacheValueError } from './cache/values/cache-value.error.js';
export { BaseConfig } from './config/base-config.js';
export { BuildOnlyError } from './config/build-only.error.js';
export type { CacheConfig } from './config/cache-config.js';
export { PRODUCTION_CONFIG } from './config/config-service-view.js';
export type { Environment, EnvironmentSource } from './config/environment.js';
export { ProductionConfig } from './config/production-config.js';
export { ProductionConfigModule } from './config/production-config.module.js';
export type { ConfigurationProblem } from './config/report/configuration-problem.js';
export { ConfigurationError } from './config/report/configuration.error.js';
export type { Origin } from './config/report/origin.js';
export { BoolSetting } from './config/settings/bool-setting.decorator.js';
export { EnumSetting, type EnumSettingOptions } from './config/settings/enum-setting.decorator.js';
export { IntSetting, type IntSettingOptions } from './config/settings/int-setting.decorator.js';
export {
  SecretSetting,
  type SecretSettingOptions,
} from './config/settings/secret-setting.decorator.js';
export type { OfConfig, SettingOptions, ValueOptions } from './config/settings/setting.js';
export {
  StringSetting,
  type StringSettingOptions,
} from './config/settings/string-setting.decorator.js';
export { UrlSetting, type UrlSettingOptions } from './config/settings/url-setting.decorator.js';
export type { ShownSetting } from './config/shown-setting.js';
export type { CacheProvider } from './foundation/cache-provider.js';
export { ModuleMisuseError } from './foundation/module-misuse.error.js';
export { ProductionReadinessError } from './foundation/production-readiness.error.js';
export { ResponseLimitInterceptor } from './pagination/answer/response-limit.interceptor.js';
export { ResponseLimitOptions } from './pagination/answer/response-limit.options.js';
export { Unpaginated } from './pagination/answer/unpaginated.decorator.js';
export { completeSort } from './pagination/keyset/complete-sort.js';
export type { Comparison, Condition } from './pagination/keyset/condition.js';
export { fetchPage } from './pagination/keyset/fetch-page.js';
export type { DeclaredSort } from './pagination/keyset/declared-sort.js';
export { iteratePages, type Iteration } from './pagination/keyset/iterate-pages.js';
export { keysetPlan, oneConditionOf, type KeysetPlan } from './pagination/keyset/keyset-plan.js';
export type { CursorValue, KeysetPosition } from './pagination/keyset/keyset-position.js';
export type { KeysetRules } from './pagination/keyset/keyset-rules.js';
export {
  PageSource,
  type KeysetWalk,
  type PositionedRow,
} from './pagination/keyset/page-source.js';
export { renderCondition, type ConditionNames } from './pagination/keyset/render-condition.js';
export { PaginationMisuseError } from './pagination/misuse/pagination-misuse.error.js';
export { PageFetchError } from './pagination/page-fetch.error.js';
export { Page, type PageMeta, type PageWindow } from './pagination/page.js';
export type {
  CursorPageRequest,
  NumberedPageRequest,
  PageRequest,
  PageSort,
  TotalKind,
} from './pagination/page-request.js';
export { Paginate } from './pagination/paginate.decorator.js';
export type { PaginateOptions } from './pagination/paginate.options.js';
export { PaginationException, type PaginationProblem } from './pagination/pagination.exception.js';
export { PaginationModule } from './pagination/pagination.module.js';
export { PaginationOptions } from './pagination/pagination.options.js';
export { PaginationOptionsError } from './pagination/pagination-options.error.js';
export { PaginationPipe } from './pagination/pagination.pipe.js';
export type { ParameterNames } from './pagination/request/parameter-names.js';
export { parsePageRequest } from './pagination/request/parse-page-request.js';
export { ProductionReadinessModule } from './production-readiness.module.js';
export type {
  ProductionReadinessAsyncOptions,
  ProductionReadinessOptions,
} from './production-readiness.options.js';
export type { DerivedKey } from './signing/derived-key.js';
export { KeyRing } from './signing/key-ring.js';
export { csrfSecrets } from './signing/options/csrf-secrets.js';
export type { AlsoVerify, EarlierSecret } from './signing/options/earlier-secrets.js';
export { expressSessionOptions } from './signing/options/express-session-options.js';
export { fastifyCookieOptions } from './signing/options/fastify-cookie-options.js';
export { fastifySecureSessionOptions } from './signing/options/fastify-secure-session-options.js';
export { fastifySessionOptions } from './signing/options/fastify-session-options.js';
export {
  jwtOptions,
  type JwtOptions,
  type JwtSigning,
  type JwtVerifying,
} from './signing/options/jwt-options.js';
export type { JwtSpan } from './signing/options/jwt-span.js';
export { keygripKeys } from './signing/options/keygrip-keys.js';
export {
  passportJwtOptions,
  type PassportJwtOptions,
} from './signing/options/passport-jwt-options.js';
export { verifyJwt, type JwtVerifier } from './signing/options/verify-jwt.js';
export {
  Signer,
  type SignerOptions,
  type SignerRefusal,
  type SignerResult,
} from './signing/signer.js';
export { SigningError } from './signing/signing.error.js';
export { SigningModule } from './signing/signing.module.js';
export type { Secret, SigningOptions } from './signing/signing.options.js';
