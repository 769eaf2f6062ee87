// Proves the table "Who may import whom" of docs/architecture.md in the folder it is run in, and the rules of
// the tree: no import cycle, no `export *`, no index.ts but the entry points, no folder named after nothing.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, dirname, join, normalize } from 'node:path';
import { importsOf, starExportsOf } from './imports.mjs';

const PACKAGE = 'nestjs-production-readiness';
const FEATURES = ['config', 'signing', 'cache', 'pagination'];

/** For each folder of lib, and for the root's own files, the folders of lib that it may import. */
const MAY_IMPORT = {
  foundation: [],
  signing: ['foundation'],
  cache: ['foundation'],
  config: ['foundation', 'signing'],
  pagination: ['foundation', 'signing'],
  adapters: ['foundation', 'pagination'],
  swagger: ['foundation', 'pagination'],
  testing: ['root', 'foundation', ...FEATURES],
  cli: ['root', 'foundation', ...FEATURES],
  root: ['foundation', ...FEATURES],
};
/** Folders beside lib, and what they may import by a relative path. */
const BESIDE_LIB = {
  'sample-app': ['sample-app'],
  test: ['lib', 'sample-app', 'test', 'bench'],
  bench: ['lib', 'sample-app', 'bench'],
};
const EMPTY_NAMES = ['utils', 'helpers', 'common', 'shared', 'constants', 'interfaces', 'types'];

const entryPoints = JSON.stringify(JSON.parse(readFileSync('package.json', 'utf8')).exports);
const trees = ['lib', ...Object.keys(BESIDE_LIB)].filter((tree) => existsSync(tree));
const files = trees.flatMap(filesIn);
const problems = [
  ...files.flatMap(forbiddenImports),
  ...importCycles(files.filter((file) => file.startsWith('lib/'))),
  ...files.flatMap(starExports),
  ...files.filter(isInnerIndex).map((file) => `${file}: index.ts stands only at an entry point`),
  ...foldersOf(files).filter(isEmptyName).map(emptyName),
];
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;
else console.log(`${files.length} files import only where they may`);

function forbiddenImports(file) {
  return importsOf(file).flatMap(({ specifier, line }) => {
    const refusal = specifier.startsWith('.')
      ? refuseRelative(file, join(dirname(file), specifier))
      : refuseBare(file, specifier);
    return refusal ? [`${file}:${line}: imports '${specifier}': ${refusal}`] : [];
  });
}

function refuseRelative(file, target) {
  const [from, to] = [treeOf(file), treeOf(target)];
  if (from === 'lib' && to === 'lib') return refuseFolder(libFolder(file), libFolder(target));
  if (from === 'lib') return 'lib may not leave lib';
  if (BESIDE_LIB[from].includes(to)) return;
  if (from === 'sample-app' && to === 'lib') return `the sample application says '${PACKAGE}'`;
  return `${from} may import only ${BESIDE_LIB[from].join(', ')}`;
}

function refuseFolder(from, to) {
  if (from === to) return;
  const allowed = MAY_IMPORT[from];
  if (!allowed) return `lib/${from} has no row in MAY_IMPORT of tools/folder-directions.mjs`;
  if (allowed.includes(to)) return;
  return `${from} may import ${allowed.length > 0 ? `only ${allowed.join(', ')}` : 'nothing of lib'}, not ${to}`;
}

function refuseBare(file, specifier) {
  const isOurs = specifier === PACKAGE || specifier.startsWith(`${PACKAGE}/`);
  if (isOurs && file.startsWith('lib/')) return 'lib imports its own files by relative path';
}

function importCycles(sources) {
  const graph = new Map(sources.map((file) => [file, relativeTargets(file)]));
  const done = new Set();
  const cycles = [];
  const walk = (file, path) => {
    if (path.includes(file)) {
      const cycle = [...path.slice(path.indexOf(file)), file];
      cycles.push(`${file}: imports itself: ${cycle.join(' -> ')}`);
    } else if (graph.has(file) && !done.has(file)) {
      for (const target of graph.get(file)) walk(target, [...path, file]);
      done.add(file);
    }
  };
  for (const file of sources) walk(file, []);
  return cycles;
}

function relativeTargets(file) {
  return importsOf(file)
    .filter(({ specifier }) => specifier.startsWith('.'))
    .map(({ specifier }) => join(dirname(file), specifier).replace(/\.js$/, '.ts'));
}

function starExports(file) {
  return starExportsOf(file).map((line) => `${file}:${line}: export the names one by one, not *`);
}

function isInnerIndex(file) {
  const isEntryPoint = entryPoints.includes(`./dist/${file.replace(/ts$/, 'js')}`);
  return /^index\.m?[tj]s$/.test(basename(file)) && !isEntryPoint;
}

function isEmptyName(folder) {
  return EMPTY_NAMES.includes(basename(folder));
}

function emptyName(folder) {
  return `${folder}: names no idea; put each file where it is used`;
}

function treeOf(path) {
  return path.split('/')[0];
}

function libFolder(path) {
  const [, folder, ...rest] = path.split('/');
  return rest.length > 0 ? folder : 'root';
}

function filesIn(tree) {
  return readdirSync(tree, { recursive: true, withFileTypes: true })
    .map((entry) => ({ entry, path: normalize(join(entry.path, entry.name)) }))
    .filter(
      ({ entry, path }) =>
        entry.isFile() && /\.m?[tj]s$/.test(entry.name) && !path.includes('node_modules/'),
    )
    .map(({ path }) => path);
}

function foldersOf(paths) {
  const folders = new Set(paths.map((path) => dirname(path)));
  for (const folder of folders) if (folder.includes('/')) folders.add(dirname(folder));
  return [...folders];
}
