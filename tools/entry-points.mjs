// Proves that no entry point loads a package that its user need not have, in JavaScript and in types: follows
// the built files of each entry in package.json (exports and bin) in the folder it is run in.
import { existsSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join } from 'node:path';
import { importsOf } from './imports.mjs';

/** Optional packages that an entry is about. */
const ADDED_BY_ENTRY = {
  './drizzle': ['drizzle-orm'],
  './pg': ['pg'],
  './prisma': ['@prisma/client'],
  './typeorm': ['typeorm'],
  './swagger': ['@nestjs/swagger'],
};

const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
const required = Object.keys({ ...manifest.dependencies, ...requiredPeers(manifest) });
const declared = [...required, ...Object.keys(manifest.peerDependencies ?? {})];

const roots = entryFiles(manifest);
const problems = roots.flatMap(({ entry, file }) => check(entry, file));
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;
else console.log(`${roots.length} entry files load nothing beyond ${required.join(', ')}`);

function requiredPeers({ peerDependencies = {}, peerDependenciesMeta = {} }) {
  return Object.fromEntries(
    Object.entries(peerDependencies).filter(([name]) => !peerDependenciesMeta[name]?.optional),
  );
}

function entryFiles({ exports = {}, bin = {} }) {
  const entries = [
    ...Object.entries(exports),
    ...Object.entries(bin).map(([name, file]) => [`bin ${name}`, file]),
  ];
  return entries.flatMap(([entry, target]) =>
    (typeof target === 'string' ? [target] : Object.values(target))
      .filter((file) => !file.endsWith('.json'))
      .map((file) => ({ entry, file: join(file) })),
  );
}

function check(entry, root) {
  const seen = new Set([root]);
  const problems = [];
  for (const file of seen) {
    if (!existsSync(file)) {
      problems.push(`entry ${entry}: ${file} does not exist; build with "npm run prepack"`);
      continue;
    }
    for (const { specifier, line, kind } of importsOf(file)) {
      if (specifier.startsWith('.')) seen.add(built(file, specifier));
      else if (!allowed(entry, specifier, kind))
        problems.push(`entry ${entry}: ${file}:${line} ${refusal(specifier, kind)}`);
    }
  }
  return problems;
}

/** The file that an import leads to: a .d.ts goes on to .d.ts files. */
function built(file, specifier) {
  const target = join(dirname(file), specifier);
  return file.endsWith('.d.ts') ? target.replace(/\.js$/, '.d.ts') : target;
}

/** import() of an optional package is how it stays optional, as long as the manifest names it. */
function allowed(entry, specifier, kind) {
  if (isBuiltin(specifier)) return true;
  const names = [...(kind === 'dynamic' ? declared : required), ...(ADDED_BY_ENTRY[entry] ?? [])];
  return names.includes(packageOf(specifier));
}

function refusal(specifier, kind) {
  const name = packageOf(specifier);
  return declared.includes(name)
    ? `loads ${name}, which is optional: load it with import() where it is used, or keep its types out`
    : `${kind === 'dynamic' ? 'may load' : 'loads'} ${name}, which package.json declares neither as dependency nor as peer`;
}

function packageOf(specifier) {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}
