import { SetMetadata } from '@nestjs/common';

export const CACHE_QUERY = 'production-readiness:cache-query';

/** The only query parameters that the answer depends on: others, such as utm_source, make no entries of their own. */
export const CacheQuery = (...names: string[]): MethodDecorator & ClassDecorator =>
  // Flat, since JavaScript may hand over a list.
  SetMetadata(CACHE_QUERY, names.flat());
