import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const CACHE = join(import.meta.dirname, '../../../.cache/servers');

/**
 * Finds the folder of a server's programs: the one that `$<NAME>_BIN` names, else on the PATH, else
 * where Debian puts them, else a Debian package unpacked into .cache/servers, which needs no root.
 * `TEST_SERVERS_FROM=apt` goes straight to the package.
 */
export function findServer(server) {
  const folder = holder(server, installedFolders(server));
  return folder ? { folder, env: {} } : unpackedServer(server);
}

function installedFolders({ debianFolders, ...server }) {
  const variable = `${server.name.toUpperCase()}_BIN`;
  const chosen = process.env[variable];
  if (chosen && !holder(server, [chosen]))
    throw new Error(`${variable} is ${chosen}, where there is no ${server.program}`);
  if (chosen) return [chosen];
  if (process.env.TEST_SERVERS_FROM === 'apt') return [];
  const path = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return [...path, ...debianFolders('/')];
}

function unpackedServer(server) {
  const root = join(CACHE, server.name);
  if (!existsSync(root)) fetchPackage(server, root);
  return {
    folder: holder(server, server.debianFolders(root)),
    env: { LD_LIBRARY_PATH: libraryFolders(root).join(delimiter) },
  };
}

/** Unpacks what `apt-get install` would add to this machine; only a complete one gets the final name. */
function fetchPackage(server, root) {
  const work = `${root}.${process.pid}`;
  const unpacked = join(work, 'unpacked');
  try {
    mkdirSync(unpacked, { recursive: true });
    for (const file of downloadPackage(server.debianPackage, work))
      run('dpkg', ['-x', file, unpacked]);
    if (!holder(server, server.debianFolders(unpacked)))
      throw new Error(`apt-get downloaded ${server.debianPackage} without ${server.program}`);
    renameSync(unpacked, root);
  } catch (error) {
    // Another run may have been first.
    if (!existsSync(root))
      throw new Error(`not on the PATH, and ${error.message}`, { cause: error });
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Gives apt lists and archives of its own, so that neither root nor an earlier `apt-get update` is needed. */
function downloadPackage(name, work) {
  const archives = join(work, 'apt/archives');
  for (const folder of [join(work, 'lists'), archives])
    mkdirSync(join(folder, 'partial'), { recursive: true });
  const settings = {
    'Dir::State::lists': join(work, 'lists'),
    'Dir::Cache': join(work, 'apt'),
    'APT::Sandbox::User': 'root',
    'Acquire::http::Timeout': '20',
    'Debug::NoLocking': 'true',
  };
  const options = Object.entries(settings).flatMap(([key, value]) => ['-o', `${key}=${value}`]);
  run('apt-get', [...options, '-qq', 'update']);
  const quietly = ['-qq', '--yes', '--no-install-recommends', '--download-only'];
  run('apt-get', [...options, ...quietly, 'install', name]);
  return readdirSync(archives, { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.deb'))
    .map((entry) => join(archives, entry.name));
}

function run(command, args) {
  const { status, error, stderr } = spawnSync(command, args, {
    encoding: 'utf8',
    timeout: 300_000,
  });
  if (status !== 0) throw new Error(`${command} failed: ${error?.message ?? stderr.trim()}`);
}

function libraryFolders(root) {
  return ['usr/lib', 'lib']
    .map((folder) => join(root, folder))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
    .filter((folder) => folder.endsWith('-linux-gnu'));
}

function holder({ program }, folders) {
  return folders.find((folder) => existsSync(join(folder, program)));
}
