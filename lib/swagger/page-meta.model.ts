import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { PageMeta } from '../pagination/page.js';

/** PageMeta as OpenAPI describes it; it has no instances. */
@ApiSchema({ name: 'PageMeta' })
export class PageMetaModel implements PageMeta {
  @ApiProperty({ type: 'integer', minimum: 1, description: 'Rows that the page holds at most.' })
  limit!: number;

  @ApiProperty({ type: 'boolean' })
  hasNext!: boolean;

  @ApiProperty({ type: 'boolean' })
  hasPrevious!: boolean;

  @ApiProperty({
    type: 'string',
    nullable: true,
    description: 'What to send to get the next page; null only at the end.',
  })
  next!: string | null;

  @ApiProperty({
    type: 'string',
    nullable: true,
    description: 'What to send to get the previous page; null only at the start.',
  })
  previous!: string | null;

  @ApiProperty({
    type: 'integer',
    minimum: 0,
    required: false,
    description: 'Rows of all pages, where they are counted.',
  })
  total?: number;

  @ApiProperty({
    type: 'string',
    enum: ['atLeast', 'estimated'],
    required: false,
    description: 'How total is meant where it is not exact.',
  })
  totalIs?: 'atLeast' | 'estimated';
}
