import { createProductionCache } from '../../lib/cache/engine/create-production-cache.js';
import { LOADER, normalAgainRow, OUTAGE, outageRow } from './outage-rows.js';
import { startCluster, startServer } from './servers.js';

const freePort = 20_000 + (process.pid % 20_000);

console.log(
  `requests while a server is away for ${OUTAGE / 1000} s, beyond the loader's ${LOADER} ms`,
);
for (const provider of ['redis', 'memcached'] as const) {
  const url = `${provider}://127.0.0.1:${freePort}`;
  const cache = await createProductionCache({ provider, url, namespace: 'bench' });
  const other = await createProductionCache({ provider, url, namespace: 'bench', memory: false });
  await outageRow(provider, 'absent at boot', cache);
  let server = await startServer(provider, freePort);
  await normalAgainRow(provider, cache, other);
  process.kill(server.pid, 'SIGKILL');
  await outageRow(provider, 'killed', cache);
  await server.stop();
  server = await startServer(provider, freePort);
  await normalAgainRow(provider, cache, other);
  process.kill(server.pid, 'SIGSTOP');
  await outageRow(provider, 'frozen', cache);
  process.kill(server.pid, 'SIGCONT');
  await normalAgainRow(provider, cache, other);
  await Promise.all([cache.disconnect(), other.disconnect()]);
  await server.stop();
}
await oneNodeOfThree('cluster');

/** Normal counts from the moment at which every node says that the state of the cluster is ok. */
async function oneNodeOfThree(name: string): Promise<void> {
  const cluster = await startCluster();
  const [node] = cluster.nodes;
  if (node === undefined) throw new Error('the cluster has no nodes');
  const options = { provider: 'redis', url: cluster.url, namespace: 'bench' } as const;
  process.kill(node.pid, 'SIGKILL');
  const cache = await createProductionCache(options);
  const other = await createProductionCache({ ...options, memory: false });
  const backAgain = async () => {
    await cluster.ready();
    await normalAgainRow(name, cache, other);
  };
  await outageRow(name, 'one absent at boot', cache);
  await node.restart();
  await backAgain();
  process.kill(node.pid, 'SIGKILL');
  await outageRow(name, 'one killed', cache);
  await node.restart();
  await backAgain();
  process.kill(node.pid, 'SIGSTOP');
  await outageRow(name, 'one frozen', cache);
  process.kill(node.pid, 'SIGCONT');
  await backAgain();
  await Promise.all([cache.disconnect(), other.disconnect()]);
  await cluster.stop();
}
