import { mariadb } from './mariadb.mjs';
import { memcached } from './memcached.mjs';
import { postgres } from './postgres.mjs';
import { redis } from './redis.mjs';

/** One of each for the whole run; the variable tells the tests where it is. */
const SHARED = [
  { server: postgres, variable: 'TEST_DATABASE_URL' },
  { server: mariadb, variable: 'TEST_MARIADB_URL' },
  { server: redis, variable: 'TEST_REDIS_URL' },
  { server: memcached, variable: 'TEST_MEMCACHED_URL' },
];

const running = [];

/** Where a developer has set the variable, that server is used as it is. */
export async function startSharedServers() {
  const wanted = SHARED.filter(({ variable }) => !process.env[variable]);
  await Promise.all(wanted.map(startShared));
}

export async function stopSharedServers() {
  await Promise.all(running.splice(0).map(stopShared));
}

async function startShared({ server, variable }) {
  try {
    const { url, stop } = await server.start();
    process.env[variable] = url;
    running.push({ variable, stop });
  } catch (error) {
    const remedy = `"apt-get install ${server.debianPackage}", or set ${variable}`;
    const missing = `${server.name} is missing: ${remedy} (${error.message})`;
    if (process.env.REQUIRE_SERVERS !== '1') console.warn(`SKIPPED tests: ${missing}`);
    process.env[`${variable}_MISSING`] = missing;
  }
}

async function stopShared({ variable, stop }) {
  delete process.env[variable];
  await stop();
}
