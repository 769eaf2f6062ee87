import { Type } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';

/** The id that GeoNames gave a city; the limit is that of PostgreSQL's integer. */
export class CityParams {
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(2 ** 31 - 1)
  id!: number;
}
