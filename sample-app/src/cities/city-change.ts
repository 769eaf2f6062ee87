import { IsInt, Max, Min } from 'class-validator';

export class CityChange {
  @IsInt()
  @Min(0)
  @Max(100_000_000)
  population!: number;
}
