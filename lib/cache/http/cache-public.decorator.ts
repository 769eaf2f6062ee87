import { SetMetadata } from '@nestjs/common';

export const CACHE_PUBLIC = 'production-readiness:cache-public';

export interface CachePublicOptions {
  /** One entry for all Host headers; for applications that answer the same on each of them. @default false */
  readonly anyHost?: boolean;
}

/** The answer is the same for everyone: SafeCacheInterceptor may share it although requests carry Authorization or Cookie, or have a `user`. */
export const CachePublic = (options: CachePublicOptions = {}): MethodDecorator & ClassDecorator =>
  SetMetadata(CACHE_PUBLIC, options);
