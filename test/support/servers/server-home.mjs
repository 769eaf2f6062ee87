import { chownSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SERVER_USER } from './start-server.mjs';

/** A new folder for the data of a server, its user's own. */
export function makeHome(prefix) {
  removeOldHomes(prefix);
  const home = mkdtempSync(join(tmpdir(), prefix));
  if (SERVER_USER.uid !== undefined) chownSync(home, SERVER_USER.uid, SERVER_USER.gid);
  return home;
}

/** A killed run leaves its data behind; nobody's run takes a day. */
function removeOldHomes(prefix) {
  const dayAgo = Date.now() - 24 * 60 * 60 * 1000;
  readdirSync(tmpdir())
    .filter((name) => name.startsWith(prefix))
    .map((name) => join(tmpdir(), name))
    .filter((home) => (statSync(home, { throwIfNoEntry: false })?.mtimeMs ?? dayAgo) < dayAgo)
    .forEach((home) => rmSync(home, { recursive: true, force: true }));
}
