import { Controller, Get } from '@nestjs/common';
import { CountriesService } from './countries.service.js';
import type { Country } from './country.js';

@Controller('countries')
export class CountriesController {
  constructor(private readonly countries: CountriesService) {}

  /** Not paged: there are some 250 countries, and there will not be many more. */
  @Get()
  list(): Promise<Country[]> {
    return this.countries.list();
  }
}
