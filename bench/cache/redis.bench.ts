import { setImmediate } from 'node:timers/promises';
import { createClient } from 'redis';
import { createProductionCache } from '../../lib/cache/engine/create-production-cache.js';
import { measure } from './measure.js';
import { startServer } from './servers.js';

const OPERATIONS = 2_000;
const GATE = 1.2;

const server = await startServer('redis');
const client = createClient({ url: server.url });
await client.connect();
const cache = await createProductionCache({
  provider: 'redis',
  url: server.url,
  namespace: 'bench',
  memory: false,
});
const keys = Array.from({ length: OPERATIONS }, (_, i) => `city:${i}`);
const value = { id: 1, name: 'name', ok: true };
const failures = () => cache.statistics.figures().errors;
let beforeConnected: number;
do {
  await setImmediate();
  beforeConnected = failures();
  await cache.set('probe', 1);
  await cache.get('probe');
} while (failures() > beforeConnected);
for (const key of keys) {
  await cache.set(key, value);
  await client.set(key, JSON.stringify(value));
}
const parsed = async (key: string): Promise<unknown> => JSON.parse((await client.get(key)) ?? '');

const serial = 'bare client, serial (= 1)';
const pipelined = 'bare client, 500 at once (= 1)';
const inBatches = async (get: (key: string) => Promise<unknown>) => {
  for (let i = 0; i < OPERATIONS; i += 500) await Promise.all(keys.slice(i, i + 500).map(get));
};
await measure(
  'get of { id, name, ok } from Redis on loopback, without memory',
  [
    {
      name: serial,
      of: serial,
      run: async () => {
        for (const key of keys) await parsed(key);
      },
    },
    {
      name: 'ours, serial',
      of: serial,
      gate: GATE,
      run: async () => {
        for (const key of keys) await cache.get(key);
      },
    },
    { name: pipelined, of: pipelined, run: () => inBatches(parsed) },
    { name: 'ours, 500 at once', of: pipelined, run: () => inBatches((key) => cache.get(key)) },
  ],
  OPERATIONS,
);
const failed = failures() - beforeConnected;
if (failed > 0) console.log(`  ${failed} operations failed`);
await cache.disconnect();
client.destroy();
await server.stop();
