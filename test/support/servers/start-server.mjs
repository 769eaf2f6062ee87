import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';

const SETPRIV = '/usr/bin/setpriv';
const READY_WITHIN = 15_000;

/** PostgreSQL and memcached refuse to run as root; under root every server runs as "nobody". */
export const SERVER_USER = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};

/**
 * Starts a server and waits until its output matches `ready`. It does not outlive this process:
 * where setpriv exists the kernel kills it even when this process is killed with SIGKILL.
 */
export async function startServer({
  command,
  args,
  env,
  cwd,
  ready,
  user = SERVER_USER,
  stopSignal = 'SIGTERM',
}) {
  const child = spawnTied(command, args, user, {
    cwd,
    env: { PATH: process.env.PATH, LC_ALL: 'C', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  const exited = new Promise((resolve) => child.once('exit', resolve));
  void exited.then(() => process.off('exit', kill));
  await outputMatches(child, ready).catch((error) => {
    kill();
    throw new Error(`${command} did not start: ${error.message}`);
  });
  return { pid: child.pid, stop: () => stopChild(child, exited, stopSignal) };
}

export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

function spawnTied(command, args, { uid, gid }, options) {
  if (!existsSync(SETPRIV)) return spawn(command, args, { ...options, uid, gid });
  // setpriv changes the user itself: the kernel forgets the death signal when credentials change.
  const user = uid === undefined ? [] : [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups'];
  return spawn(SETPRIV, ['--pdeathsig=SIGKILL', ...user, command, ...args], options);
}

function outputMatches(child, ready) {
  return new Promise((resolve, reject) => {
    let output = '';
    const settle = (settled, value) => {
      clearTimeout(timer);
      for (const stream of [child.stdout, child.stderr]) stream.off('data', read).resume();
      settled(value);
    };
    const fail = (what) => settle(reject, new Error(`${what}\n${output}`));
    const timer = setTimeout(fail, READY_WITHIN, `not ready within ${READY_WITHIN} ms`);
    const read = (chunk) => {
      output += chunk;
      if (ready.test(output)) settle(resolve);
    };
    for (const stream of [child.stdout, child.stderr]) stream.on('data', read);
    child.once('error', (error) => fail(error.message));
    child.once('exit', (code, signal) => fail(`exit ${code ?? signal}`));
  });
}

/** A frozen server thaws first, or it would never see the signal. */
async function stopChild(child, exited, signal) {
  child.kill('SIGCONT');
  child.kill(signal);
  await exited;
}
