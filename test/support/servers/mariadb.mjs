import { existsSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findServer } from './find-server.mjs';
import { makeHome } from './server-home.mjs';
import { freePort, startServer } from './start-server.mjs';

export const mariadb = {
  name: 'mariadb',
  program: 'mariadbd',
  debianPackage: 'mariadb-server-core',
  debianFolders: (root) => [join(root, 'usr/sbin')],
  start: startMariadb,
};

/** A MariaDB without a database on a free port, durable only until it stops; everybody is root there. */
export async function startMariadb() {
  const { folder, env } = findServer(mariadb);
  const home = makeHome('test-mariadb-');
  const port = await freePort();
  const server = await startServer({
    command: join(folder, mariadb.program),
    args: [
      // The first argument, or it is ignored: no settings of this machine.
      '--no-defaults',
      ...[`--datadir=${home}`, `--tmpdir=${home}`, `--socket=${join(home, 'socket')}`],
      ...['--bind-address=127.0.0.1', `--port=${port}`],
      ...shared(dirname(folder)),
      ...settings(),
    ],
    env,
    ready: /ready for connections/,
  });
  const stop = async () => {
    await server.stop();
    rmSync(home, { recursive: true, force: true });
  };
  return { url: `mysql://root@127.0.0.1:${port}`, pid: server.pid, stop };
}

/** Where an unpacked package has what the program looks for in /usr. */
function shared(base) {
  const share = join(base, 'share/mysql');
  if (!existsSync(share)) return [];
  return [
    `--basedir=${base}`,
    `--lc-messages-dir=${share}`,
    `--character-sets-dir=${join(share, 'charsets')}`,
  ];
}

function settings() {
  return [
    // Without the tables of privileges a data folder needs no initialisation.
    '--skip-grant-tables',
    '--skip-name-resolve',
    '--innodb-stats-persistent=off',
    '--innodb-flush-log-at-trx-commit=0',
    '--innodb-doublewrite=off',
    '--innodb-log-file-size=16M',
    '--innodb-buffer-pool-size=128M',
  ];
}
