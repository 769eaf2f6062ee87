export interface Country {
  /** ISO 3166-1 alpha-2. */
  code: string;
  name: string;
  cities: number;
  /** Of its cities together. */
  population: number;
  largestCity: string;
}
