import { CACHE_MANAGER, type Cache } from '@nestjs/cache-manager';
import { Controller, Get, Inject, Query } from '@nestjs/common';
import {
  Page,
  type PageRequest,
  PaginationPipe,
  ProductionConfig,
} from 'nestjs-production-readiness';

const cities = ['Aarhus', 'Bergen', 'Cluj', 'Delft', 'Evora'];

@Controller('cities')
export class CitiesController {
  private loads = 0;

  constructor(
    readonly config: ProductionConfig,
    @Inject(CACHE_MANAGER) private readonly cache: Cache,
  ) {}

  @Get()
  list(@Query(PaginationPipe) page: PageRequest): Promise<Page<string>> {
    return Page.fetch(page, async ({ take, skip }) => cities.slice(skip, skip + take));
  }

  @Get('count')
  count(): Promise<{ count: number; loads: number }> {
    return this.cache.wrap('count', async () => ({ count: cities.length, loads: ++this.loads }));
  }
}
