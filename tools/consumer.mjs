// Proves that the packed package works in the projects of tools/consumers, or in those that the command line
// names. Each is the application of tools/consumers/cities with the tsconfig of `nest new`: one that has a start
// script boots on every supported Node, one that has a test script runs it.
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { proveApp } from './booted-app.mjs';
import { nestTemplate } from './nest-template.mjs';
import { npm } from './npm.mjs';
import { otherNodes } from './other-nodes.mjs';
import { packTarball } from './pack.mjs';

const CONSUMERS = join(import.meta.dirname, 'consumers');

const work = mkdtempSync(join(tmpdir(), 'consumers-'));
try {
  mkdirSync(join(work, 'packed'));
  const tarball = packTarball(join(work, 'packed'));
  const named = process.argv.slice(2);
  for (const name of named.length > 0 ? named : allProjects()) await prove(name, tarball);
} finally {
  rmSync(work, { recursive: true });
}

function allProjects() {
  return readdirSync(CONSUMERS).filter((name) => existsSync(join(CONSUMERS, name, 'package.json')));
}

async function prove(name, tarball) {
  const folder = join(work, name);
  const { type, scripts } = JSON.parse(readFileSync(join(CONSUMERS, name, 'package.json'), 'utf8'));
  createProject(name, folder, type === 'module' ? 'ts-esm' : 'ts');
  npm(folder, 'install', tarball);
  if (scripts.test) npm(folder, 'test');
  if (scripts.start) await bootOnEach(name, folder);
  console.log(`${name}: ${Object.keys(scripts).join(' and ')} passed`);
}

function createProject(name, folder, template) {
  cpSync(join(CONSUMERS, name), folder, { recursive: true });
  cpSync(join(CONSUMERS, 'cities'), join(folder, 'src'), { recursive: true });
  const vitest = template === 'ts-esm' ? ['vitest.config.ts'] : [];
  for (const file of ['tsconfig.json', 'tsconfig.build.json', ...vitest])
    writeFileSync(join(folder, file), nestTemplate(template, file));
}

async function bootOnEach(name, folder) {
  compile(folder);
  for (const node of [process.execPath, ...otherNodes()]) {
    await proveApp(node, folder).catch((error) => {
      throw new Error(`${name} on ${node}`, { cause: error });
    });
  }
}

/** With this project's compiler and Node types, so that the application has no package that it does not need. */
function compile(folder) {
  const types = ['--types', 'node', '--typeRoots', resolve('node_modules/@types')];
  const tsc = [resolve('node_modules/typescript/bin/tsc'), '-p', 'tsconfig.build.json', ...types];
  const { status, stdout } = spawnSync(process.execPath, tsc, { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(`the application does not compile:\n${stdout}`);
}
