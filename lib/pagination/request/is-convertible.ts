import type { ArgumentMetadata } from '@nestjs/common';

/** Whether a parameter is a whole query of no class: `@Query() page: PageRequest`. */
export function isConvertible({
  type,
  data,
  metatype,
}: Pick<ArgumentMetadata, 'type' | 'data' | 'metatype'>): boolean {
  return type === 'query' && !data && (metatype === undefined || metatype === Object);
}
