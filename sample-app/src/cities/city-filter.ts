import { IsOptional, Matches } from 'class-validator';

/** What `GET /cities` can be narrowed to. */
export class CityFilter {
  @IsOptional()
  @Matches(/^[a-z]{2}$/i, { message: 'country must be a code of two letters (ISO 3166-1)' })
  country?: string;

  /** How a name begins. Control characters are refused because PostgreSQL cannot hold a NUL in text. */
  @IsOptional()
  @Matches(/^\P{Cc}{1,100}$/u, { message: 'search must be 1 to 100 characters of text' })
  search?: string;
}
