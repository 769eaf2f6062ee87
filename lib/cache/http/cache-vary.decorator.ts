import { SetMetadata } from '@nestjs/common';

export const CACHE_VARY = 'production-readiness:cache-vary';

/**
 * SafeCacheInterceptor keeps one answer for each value of these request headers: @CacheVary('accept-language'). With '*' it
 * keeps none, as the header of that name says (RFC 9110, section 12.5.5).
 */
export const CacheVary = (...headers: string[]): MethodDecorator & ClassDecorator =>
  SetMetadata(
    CACHE_VARY,
    // Flat, since JavaScript may hand over a list.
    headers.flat().map((header) => header.toLowerCase()),
  );
