// Runs the benches of bench/, or those whose path has the given word: `npm run bench -- boot`, `npm run bench:cache`. Each
// prints its ratio to its peer in one run; a missed gate makes the exit code 1.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';

const [word = ''] = process.argv.slice(2);
const run = (...args) => spawnSync(process.execPath, args, { stdio: 'inherit' }).status === 0;

if (!run('node_modules/typescript/bin/tsc', '--noCheck', '-p', 'tsconfig.json')) process.exit(1);
const benches = readdirSync('dist/bench', { recursive: true })
  .filter((path) => path.endsWith('.bench.js') && path.includes(word))
  .sort();
if (benches.some((path) => /^(cache|pagination)\//.test(path))) installPeers();
for (const path of benches) {
  console.log(`\n${path}`);
  if (!run('--expose-gc', `dist/bench/${path}`)) process.exitCode = 1;
}

function installPeers() {
  const { dependencies } = JSON.parse(readFileSync('bench/peers/package.json', 'utf8'));
  const isInstalled = (name) => existsSync(`bench/peers/node_modules/${name}`);
  if (Object.keys(dependencies).every(isInstalled)) return;
  const options = { stdio: 'inherit', cwd: 'bench/peers' };
  if (spawnSync('npm', ['ci', '--no-audit', '--no-fund'], options).status !== 0) process.exit(1);
}
