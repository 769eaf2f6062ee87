import { Body, Controller, Get, Param, Patch, Query } from '@nestjs/common';
import { Paginate, type Page, type PageRequest } from 'nestjs-production-readiness';
import { CitiesService } from './cities.service.js';
import { CityChange } from './city-change.js';
import { CityFilter } from './city-filter.js';
import { CityParams } from './city-params.js';
import type { City } from './city.js';

@Controller('cities')
export class CitiesController {
  constructor(private readonly cities: CitiesService) {}

  @Get()
  list(
    @Query() filter: CityFilter,
    @Paginate({
      key: 'id',
      sort: { population: 'desc' },
      sortable: ['population', 'name', 'country'],
      filters: ['country', 'search'],
    })
    page: PageRequest,
  ): Promise<Page<City>> {
    return this.cities.list(filter, page);
  }

  @Get(':id')
  find(@Param() { id }: CityParams): Promise<City> {
    return this.cities.find(id);
  }

  @Patch(':id')
  change(@Param() { id }: CityParams, @Body() change: CityChange): Promise<City> {
    return this.cities.change(id, change);
  }
}
