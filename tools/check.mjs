// The promises of this project that `npm test` does not defend, the quickest first; `npm run check -- folders` runs
// those whose line has the word "folders". Stops at the first that does not hold.
import { spawnSync } from 'node:child_process';
import { delimiter } from 'node:path';

const CHECKS = [
  ['folders import only where the table allows', 'node tools/folder-directions.mjs'],
  ['every file is formatted', 'prettier --check --log-level=warn .'],
  ['types hold in lib, sample-app, test and bench', 'tsc --noEmit'],
  ['no floating promise, no any, no long file', 'eslint --max-warnings=0 .'],
  ['the library builds', 'nest build lib'],
  ['no entry point loads an optional package', 'node tools/entry-points.mjs'],
  ['the packed tarball is well formed (publint, attw)', 'node tools/tarball.mjs'],
  ["README's examples compile against the packed package", 'node tools/readme-examples.mjs'],
  [
    'an application with only the required peers boots the tarball (Node 20, 22, 24)',
    'node tools/consumer.mjs nest12-esm',
  ],
  [
    'a controller is tested in the Vitest set-up of NestJS 12',
    'node tools/consumer.mjs nest12-vitest',
  ],
  [
    'a NestJS 11 CommonJS application boots the tarball and tests it in Jest',
    'node tools/consumer.mjs nest11-cjs',
  ],
];

const env = { ...process.env, PATH: `node_modules/.bin${delimiter}${process.env.PATH}` };
const [word = ''] = process.argv.slice(2);
const chosen = CHECKS.filter((check) => check.join(' ').includes(word));
if (chosen.length === 0) fail('tools/check.mjs', `No check has the word "${word}".`);
for (const [promise, command] of chosen) {
  const started = performance.now();
  const { status, stdout, stderr } = spawnSync(command, { shell: true, env, encoding: 'utf8' });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${seconds.padStart(5)} s  ${promise}`);
  if (status === 0) printSkips(stderr);
  else fail(command, stdout + stderr);
}

function printSkips(output) {
  for (const line of output.split('\n')) if (line.startsWith('SKIPPED')) console.warn(line);
}

function fail(command, output) {
  console.error(`\n${output}\nThis is the output of: ${command}`);
  process.exit(1);
}
