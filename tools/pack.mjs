import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { npm } from './npm.mjs';

/** Packs the built project as `npm publish` would, into an empty folder; gives the tarball's path. */
export function packTarball(folder) {
  if (!existsSync('dist/lib/index.js'))
    throw new Error('dist/lib/index.js does not exist; build with "npm run prepack"');
  npm('.', 'pack', '--ignore-scripts', '--pack-destination', folder);
  return join(folder, readdirSync(folder)[0]);
}
