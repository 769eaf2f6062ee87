import { describe, it } from '@jest/globals';

const variables = {
  postgres: 'TEST_DATABASE_URL',
  mariadb: 'TEST_MARIADB_URL',
  redis: 'TEST_REDIS_URL',
  memcached: 'TEST_MEMCACHED_URL',
} as const;

/**
 * `describe` for tests that share a real server; `tests` gets its URL. Where the server could not be
 * started the tests are skipped, and fail instead under REQUIRE_SERVERS=1.
 */
export function describeWithServer(
  server: keyof typeof variables,
  title: string,
  tests: (url: string) => void,
): void {
  const variable = variables[server];
  const url = process.env[variable];
  if (url) return describe(title, () => tests(url));
  if (process.env['REQUIRE_SERVERS'] !== '1')
    return describe.skip(`${title} (${server} is missing)`, () => tests(''));
  describe(title, () => {
    it(`has its ${server}`, () => {
      throw new Error(process.env[`${variable}_MISSING`] ?? `${variable} is not set`);
    });
  });
}
