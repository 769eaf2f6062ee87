// Writes lib/signing/strength/english-pairs.ts: how likely each letter follows each other in English, counted in the
// prose of this project's own documents. Run by hand; the module need not follow every edit of the documents.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

const MODULE = 'lib/signing/strength/english-pairs.ts';
const LETTERS = 26;
const HALF_BITS_BELOW = 12;

const documents = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync('docs').map((name) => `docs/${name}`),
];
const prose = documents
  .map((path) => readFileSync(path, 'utf8').replace(/```[\s\S]*?```|`[^`]*`|https?:\S+/g, ' '))
  .join('\n')
  .toLowerCase();

// Each pair once more than it was seen: none is impossible.
const counts = Array.from({ length: LETTERS }, () => Array.from({ length: LETTERS }, () => 1));
for (let i = 1; i < prose.length; i++) {
  const [first, second] = [letter(i - 1), letter(i)];
  if (first !== undefined && second !== undefined) counts[first][second]++;
}
const lines = counts.map((row) => {
  const total = row.reduce((sum, count) => sum + count);
  return row.map((count) => digit(Math.log2((LETTERS * count) / total))).join('');
});
writeFileSync(
  MODULE,
  `// Made by tools/english-pairs.mjs: do not edit.

/**
 * For each letter a line, in it a character for each letter that may follow: log2 of how much more likely it follows in
 * English than by chance, in half bits, \`a\` for -${HALF_BITS_BELOW}. Rounded down, so that chance is never overestimated.
 */
export const ENGLISH_PAIRS = [
${lines.map((line) => `  '${line}',`).join('\n')}
];
`,
);

function letter(index) {
  const code = prose.charCodeAt(index) - 97;
  return code >= 0 && code < LETTERS ? code : undefined;
}

function digit(bits) {
  const halfBits = Math.max(-HALF_BITS_BELOW, Math.floor(bits * 2));
  return String.fromCharCode(97 + halfBits + HALF_BITS_BELOW);
}
