import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { freePort, startServer } from '../test/support/servers/start-server.mjs';

const MAIN = 'dist/main.js';

/** Boots the application of tools/consumers/cities in `cwd` and asks it for what a user would. */
export async function proveApp(node, cwd) {
  refusesWithoutKey(node, cwd);
  const port = String(await freePort());
  const app = await startServer({
    command: node,
    args: [MAIN],
    cwd,
    env: { NODE_ENV: 'production', PORT: port, SECRET_KEY: newKey(node, cwd) },
    user: {},
    ready: /listening/,
  });
  try {
    await givesPages(`http://127.0.0.1:${port}`);
    await caches(`http://127.0.0.1:${port}`);
  } finally {
    await app.stop();
  }
}

function refusesWithoutKey(node, cwd) {
  const env = { NODE_ENV: 'production' };
  const options = { cwd, env, encoding: 'utf8', timeout: 30_000 };
  const { status, stdout, stderr } = spawnSync(node, [MAIN], options);
  assert.equal(status, 1, `without SECRET_KEY: exit ${status}\n${stdout}${stderr}`);
  const output = stdout + stderr;
  assert.match(output, /SECRET_KEY/, 'without SECRET_KEY: the output does not name it');
  const reports = output.split('The application was not started').length - 1;
  assert.equal(reports, 1, `without SECRET_KEY: ${reports} reports instead of one\n${output}`);
}

function newKey(node, cwd) {
  const command = ['node_modules/.bin/nestjs-production-readiness', 'secret'];
  const { status, stdout, stderr } = spawnSync(node, command, { cwd, encoding: 'utf8' });
  assert.equal(status, 0, `${command.join(' ')}: exit ${status}\n${stderr}`);
  return stdout.trim();
}

async function givesPages(url) {
  const { body, headers } = await get(`${url}/cities?limit=2`);
  assert.deepEqual(body.data, ['Aarhus', 'Bergen']);
  const next = /<([^>]+)>; rel="next"/.exec(headers.get('link'))?.[1];
  assert.ok(next, `no next page in the Link header: ${headers.get('link')}`);
  const second = await get(new URL(next, `${url}/cities`));
  assert.deepEqual(second.body.data, ['Cluj', 'Delft']);
}

async function caches(url) {
  const first = await get(`${url}/cities/count`);
  const second = await get(`${url}/cities/count`);
  assert.deepEqual(first.body, { count: 5, loads: 1 });
  assert.deepEqual(second.body, first.body, 'the second answer does not come from the cache');
}

async function get(url) {
  const response = await fetch(url);
  const text = await response.text();
  assert.equal(response.status, 200, `${url}: ${text}`);
  return { body: JSON.parse(text), headers: response.headers };
}
