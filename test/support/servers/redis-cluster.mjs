import { spawnSync } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findServer } from './find-server.mjs';
import { redis } from './redis.mjs';
import { SERVER_USER, freePort, startServer } from './start-server.mjs';

/** A cluster's nodes talk on their port plus 10,000. */
const HIGHEST_PORT = 55_535;
const READY_WITHIN = 20_000;

/** Three masters, ready when each of them says so; `args` are for each. */
export async function startRedisCluster(args = []) {
  const nodes = await Promise.all([startNode(args), startNode(args), startNode(args)]);
  const stop = async () => {
    await Promise.all(nodes.map((node) => node.stop()));
  };
  const ready = async () => {
    await Promise.all(nodes.map(({ port }) => clusterIsReady(port)));
  };
  try {
    createCluster(nodes.map(({ port }) => port));
    await ready();
  } catch (error) {
    await stop();
    throw error;
  }
  const hosts = nodes.map(({ port }) => `127.0.0.1:${port}`);
  return { url: `redis://${hosts.join(',')}`, nodes, ready, stop };
}

async function startNode(more) {
  const { folder, env } = findServer(redis);
  const port = await lowPort();
  const home = mkdtempSync(join(tmpdir(), 'test-redis-'));
  if (SERVER_USER.uid !== undefined) chownSync(home, SERVER_USER.uid, SERVER_USER.gid);
  const start = () =>
    startServer({
      command: join(folder, redis.program),
      args: [
        ...['--bind', '127.0.0.1', '--port', String(port), '--save', '', '--dir', home],
        ...['--cluster-enabled', 'yes', '--cluster-node-timeout', '15000', ...more],
      ],
      env,
      ready: /Ready to accept connections/,
    });
  let server = await start();
  const restart = async () => {
    await server.stop();
    server = await start();
  };
  const stop = async () => {
    await server.stop();
    rmSync(home, { recursive: true, force: true });
  };
  return {
    address: `127.0.0.1:${port}`,
    port,
    get pid() {
      return server.pid;
    },
    restart,
    stop,
  };
}

async function lowPort() {
  for (;;) {
    const port = await freePort();
    if (port <= HIGHEST_PORT) return port;
  }
}

function createCluster(ports) {
  const hosts = ports.map((port) => `127.0.0.1:${port}`);
  cli(['--cluster', 'create', ...hosts, '--cluster-yes']);
}

async function clusterIsReady(port) {
  const end = Date.now() + READY_WITHIN;
  while (!cli(['-p', String(port), 'cluster', 'info']).includes('cluster_state:ok')) {
    if (Date.now() >= end) throw new Error('the cluster is not ready in time');
    await sleep(50);
  }
}

function cli(args) {
  const { folder, env } = findServer(redis);
  const { status, stdout, stderr, error } = spawnSync(join(folder, 'redis-cli'), args, {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, ...env },
  });
  if (status !== 0) throw new Error(`redis-cli failed: ${error?.message ?? stdout + stderr}`);
  return stdout;
}
