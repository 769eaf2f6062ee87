import type { Country } from '../countries/country.js';

/** RFC 4180. */
export function countriesCsv(countries: readonly Country[]): string {
  const rows = countries.map((country) => [
    country.code,
    quoted(country.name),
    country.cities,
    country.population,
    quoted(country.largestCity),
  ]);
  const lines = [['code', 'name', 'cities', 'population', 'largest city'], ...rows];
  return lines.map((line) => `${line.join(',')}\r\n`).join('');
}

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
