// Adds to package-lock.json the platform packages that the registry at hand does not serve. npm drops an
// optional dependency that it cannot fetch from the lock file, and `npm ci` then refuses the file on
// every machine. Run by `npm run lock`, after each change of a dependency.
import { readFileSync, writeFileSync } from 'node:fs';

const LOCK_FILE = 'package-lock.json';
const SYSTEMS = [
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
];
const PROCESSORS = [
  'arm',
  'arm64',
  'ia32',
  'loong64',
  'mips64el',
  'ppc64',
  'riscv64',
  's390x',
  'x64',
];

const lock = JSON.parse(readFileSync(LOCK_FILE, 'utf8'));
let added = 0;
for (const [path, entry] of Object.entries(lock.packages)) {
  for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
    if (isLocked(path, name)) continue;
    lock.packages[`node_modules/${name}`] = platformPackage(name, range, entry);
    added += 1;
  }
}
lock.packages = Object.fromEntries(
  Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)),
);
writeFileSync(LOCK_FILE, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${LOCK_FILE}: added ${added} platform packages`);

/** Whether `name` resolves from `path` as Node resolves it: in the nearest node_modules upwards. */
function isLocked(path, name) {
  for (let folder = path; ;) {
    if (lock.packages[`${folder ? `${folder}/` : ''}node_modules/${name}`]) return true;
    if (!folder) return false;
    const parent = folder.lastIndexOf('node_modules/');
    folder = parent > 0 ? folder.slice(0, parent - 1) : '';
  }
}

function platformPackage(name, range, { dev }) {
  const version = range.replace(/^[\^~]/, '');
  if (!/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
    throw new Error(`${name}: cannot lock the range ${range}`);
  const words = name.split(/[-/]/);
  const os = name === 'fsevents' ? 'darwin' : SYSTEMS.find((system) => words.includes(system));
  const cpu = PROCESSORS.find((processor) => words.includes(processor));
  return {
    version,
    ...(dev && { dev }),
    ...(cpu && { cpu: [cpu] }),
    ...(os === 'linux' && libc(name)),
    optional: true,
    ...(os && { os: [os] }),
  };
}

function libc(name) {
  if (name.includes('musl')) return { libc: ['musl'] };
  if (name.includes('gnu') && !name.includes('gnueabi')) return { libc: ['glibc'] };
  return {};
}
