// Writes lib/signing/strength/published-keys.ts: `node tools/published-keys.mjs list.txt`. The list has the first 12 hex
// digits of the SHA-256 of each key, one a line, as made from wallarm/jwt-secrets; without one, those that the module
// holds are kept. The texts below, which documentation shows, are added as hashes too: no key is in the package.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const MODULE = 'lib/signing/strength/published-keys.ts';
const BYTES = 6;
const LINE = 120;

const base64 = (text) => Buffer.from(text).toString('base64');

const SHOWN_IN_DOCUMENTATION = [
  // NestJS, Authentication
  'DO NOT USE THIS VALUE. INSTEAD, CREATE A COMPLEX SECRET AND KEEP IT SAFE OUTSIDE OF THE SOURCE CODE.',
  // jwt.io
  'a-string-secret-at-least-256-bits-long',
  'a-valid-string-secret-that-is-at-least-384-bits-long',
  'a-valid-string-secret-that-is-at-least-512-bits-long-which-is-very-long',
  'your-256-bit-secret',
  'your-384-bit-secret',
  'your-512-bit-secret',
  // RFC 7515, appendix A.1
  'AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow',
  // FastAPI, Flask, Lumen, PostgREST, Hasura
  '09d25e094faa6ca2556c818166b7a9563b93f7099f6f0f4caa6cf63b88e8d3e7',
  '192b9bdd22ab9ed4d12e236c78afcb9a393ec15f71bbf5dc987d54727823bcbf',
  'SomeRandomStringWith32Characters',
  'reallyreallyreallyreallyverysafe',
  '3EK6FD+o0+c7tzBNVfjpMkNDi2yARAAKzQlk8O2IKoxQu4nF7EdAh8s3TwpHwrdWT6R',
  // iron-session, @fastify/session, @fastify/secure-session
  'complex_password_at_least_32_characters_long',
  'a secret with minimum length of 32 characters',
  'averylogphrasebiggerthanthirtytwochars',
  // Superset, Supabase, Dify
  'CHANGE_ME_TO_A_COMPLEX_RANDOM_SECRET',
  'thisISaSECRET_1234',
  'super-secret-jwt-token-with-at-least-32-characters-long',
  'your-super-secret-jwt-token-with-at-least-32-characters-long',
  'UpNVntn3cDxHJpq99YMc1T1AQgQpc8kfYTuRgBiYa15BLrx8etQoXz3gZv1/u2oq',
  'sk-9f73s3ljTXVcMT3Blb3ljTqtsKiGHXVcMT3BlbkFJLK7U',
  // JHipster
  base64('my-secret-token-to-change-in-production-and-to-keep-in-a-secure-place'),
  // Tutorials on Spring Security and on ASP.NET that thousands of repositories copied
  '404E635266556A586E3272357538782F413F4428472B4B6250645367566B5970',
  'THIS IS USED TO SIGN AND VERIFY JWT TOKENS, REPLACE IT WITH YOUR OWN SECRET, IT CAN BE ANY STRING',
];

const [list] = process.argv.slice(2);
const own = SHOWN_IN_DOCUMENTATION.map((text) =>
  createHash('sha256')
    .update(text)
    .digest('hex')
    .slice(0, BYTES * 2),
);
const prefixes = [...new Set([...(list ? listed(list) : held()), ...own])].sort();
writeFileSync(MODULE, moduleOf(prefixes));
console.log(`${MODULE} holds ${prefixes.length} prefixes`);

function listed(path) {
  const lines = readFileSync(path, 'utf8').split('\n');
  return lines.filter((line) => /^[0-9a-f]{12}$/.test(line));
}

function held() {
  if (!existsSync(MODULE)) throw new Error(`${MODULE} is not there: name a list`);
  const [, text] = /`([^`]*)`/.exec(readFileSync(MODULE, 'utf8')) ?? [];
  const bytes = Buffer.from(text, 'base64');
  const at = (index) => bytes.subarray(index * BYTES, (index + 1) * BYTES).toString('hex');
  return Array.from({ length: bytes.length / BYTES }, (_, index) => at(index));
}

function moduleOf(prefixes) {
  const text = Buffer.from(prefixes.join(''), 'hex').toString('base64');
  const lines = text.match(new RegExp(`.{1,${LINE}}`, 'g'));
  return `// Made by tools/published-keys.mjs: do not edit.
// From wallarm/jwt-secrets (https://github.com/wallarm/jwt-secrets), MIT licence, Copyright Wallarm: NOTICE has its text.

/** Sorted first ${BYTES} bytes of the SHA-256 of ${prefixes.length} published keys, as base64. The keys themselves are not in the package. */
export const PUBLISHED_KEYS: string = \`
${lines.join('\n')}
\`;
`;
}
