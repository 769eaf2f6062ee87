// Runs the benches of bench/, or those whose name has the given word: `npm run bench -- boot`. Each prints its ratio to
// its peer in one run; a missed gate makes the exit code 1.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';

const [word = ''] = process.argv.slice(2);
const run = (...args) => spawnSync(process.execPath, args, { stdio: 'inherit' }).status === 0;

if (!run('node_modules/typescript/bin/tsc', '--noCheck', '-p', 'tsconfig.json')) process.exit(1);
const benches = readdirSync('dist/bench').filter((name) => name.endsWith('.bench.js'));
for (const name of benches.filter((bench) => bench.includes(word))) {
  console.log(`\n${name}`);
  if (!run(`dist/bench/${name}`)) process.exitCode = 1;
}
