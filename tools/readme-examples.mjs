// Proves that every TypeScript block of README.md and docs/*.md compiles against the packed package, under the
// strict options of this project and under the tsconfig of an application that `nest new` writes.
//
// - A block whose first line is `// cities.service.ts` is that file, and other blocks import it from
//   './cities.service.js'. A later block of the same name is another version of it, which nobody imports.
// - What a block leaves out stands before it in a comment that readers do not see:
//   <!-- readme:context
//   declare const id: string;
//   -->
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import ts from 'typescript';
import { nestTemplate } from './nest-template.mjs';
import { packTarball } from './pack.mjs';

const WORK = resolve('.cache/readme');

const blocks = documents().flatMap((document) => place(document, blocksOf(document)));
if (!blocks.some(({ document }) => document === 'README.md'))
  throw new Error('README.md has no ```ts block: nothing shows that its examples work');

prepareWork();
const settings = {
  'our strict options': ourOptions(),
  "a new NestJS application's": nestOptions(),
};
const problems = Object.entries(settings).flatMap(([name, options]) =>
  compile(options).map((problem) => `${problem} (under ${name})`),
);
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;
else console.log(`${blocks.length} examples compile against the packed package`);

function documents() {
  if (!existsSync('README.md')) throw new Error('README.md does not exist');
  const pages = readdirSync('docs').filter((name) => name.endsWith('.md'));
  return ['README.md', ...pages.map((name) => join('docs', name))];
}

/** Blocks as lists of { text, number }, so that an error can name the line that the reader sees. */
function blocksOf(document) {
  const lines = readFileSync(document, 'utf8')
    .split('\n')
    .map((text, index) => ({ text, number: index + 1 }));
  const blocks = [];
  let context = [];
  for (let at = 0; at < lines.length; at += 1) {
    const { text } = lines[at];
    if (text.startsWith('<!-- readme:context')) {
      context = take(lines, at + 1, (line) => line.includes('-->'));
      at += context.length + 1;
    } else if (/^\s*```(ts|typescript)\b/.test(text)) {
      const code = take(lines, at + 1, (line) => line.trim() === '```');
      blocks.push({ document, code, context });
      context = [];
      at += code.length + 1;
    }
  }
  return blocks;
}

function take(lines, from, isEnd) {
  const length = lines.slice(from).findIndex(({ text }) => isEnd(text));
  if (length < 0) throw new Error(`line ${from}: what begins here does not end`);
  return lines.slice(from, from + length);
}

/** Gives each block its file; only the first block of a name stands where the others find it. */
function place(document, blocks) {
  const home = join(WORK, basename(document, '.md'));
  const taken = new Set();
  return blocks.map((block) => {
    const [first] = block.code;
    const name = /^\s*\/\/ ([\w./-]+\.ts)\b/.exec(first?.text)?.[1];
    const folder = !name || taken.has(name) ? join(home, `line-${first?.number}`) : home;
    taken.add(name);
    return { ...block, folder, file: join(folder, name ?? 'example.ts') };
  });
}

function prepareWork() {
  rmSync(WORK, { recursive: true, force: true });
  writeText('package.json', '{ "name": "readme", "private": true, "type": "module" }');
  unpackInto(join(WORK, 'node_modules/nestjs-production-readiness'));
  for (const { file, context, code } of blocks) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, [...context, ...code].map(({ text }) => text).join('\n'));
  }
}

function unpackInto(folder) {
  const packed = join(WORK, 'packed');
  for (const made of [packed, folder]) mkdirSync(made, { recursive: true });
  const tarball = packTarball(packed);
  const { status, stderr } = spawnSync('tar', ['-xzf', tarball, '--strip-components=1'], {
    cwd: folder,
  });
  if (status !== 0) throw new Error(`tar failed: ${stderr}`);
}

/** All but the rule about brackets: readers write process.env.NODE_ENV. */
function ourOptions() {
  const { config } = ts.readConfigFile('tsconfig.json', ts.sys.readFile);
  config.compilerOptions.noPropertyAccessFromIndexSignature = false;
  return parse(config);
}

/** The template's tests run on Vitest, whose types are not installed here. */
function nestOptions() {
  const template = nestTemplate('ts-esm', 'tsconfig.json');
  const { config } = ts.parseConfigFileTextToJson('tsconfig.json', template);
  config.compilerOptions.types = ['node'];
  return parse(config);
}

function parse({ compilerOptions }) {
  return ts.parseJsonConfigFileContent({ compilerOptions }, ts.sys, WORK).options;
}

function compile(options) {
  const program = ts.createProgram(
    blocks.map(({ file }) => file),
    {
      ...options,
      noEmit: true,
      incremental: false,
      // A relative import is looked for in every block's folder, its own first.
      rootDirs: [...new Set(blocks.map(({ folder }) => folder))],
    },
  );
  return ts.getPreEmitDiagnostics(program).map(describe);
}

function describe({ file, start, messageText }) {
  const message = ts.flattenDiagnosticMessageText(messageText, '\n');
  const block = blocks.find((block) => block.file === file?.fileName);
  if (!block) return `${file?.fileName ?? 'tsconfig'}: ${message}`;
  const { line } = file.getLineAndCharacterOfPosition(start);
  const { number } = [...block.context, ...block.code][line] ?? block.code.at(-1);
  return `${block.document}:${number}: ${message}`;
}

function writeText(name, text) {
  mkdirSync(WORK, { recursive: true });
  writeFileSync(join(WORK, name), text);
}
