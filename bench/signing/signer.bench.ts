import { createHmac } from 'node:crypto';
import { KeyRing } from 'nestjs-production-readiness';
import { measure } from '../cache/measure.js';
import { collectGarbage } from './collect-garbage.js';

const OPERATIONS = 5_000;

const secrets = ['a', 'b', 'c'].map((letter) => `${letter}Hq8sV2xZ0mKp4LwR7tYc1NfGj5DbU9eA3iOo6`);
const [current = '', ...fallbacks] = secrets;
const options = { expiresIn: 3600 };
const value = { file: 'invoices/2026/0042.pdf', user: 4711 };

const ring = new KeyRing({ current });
const signer = ring.signer<typeof value>('download', options);
const three = new KeyRing({ current, fallbacks }).signer<typeof value>('download', options);
const ofOldest = new KeyRing({ current: secrets[2] ?? '' }).signer<typeof value>(
  'download',
  options,
);

const token = signer.sign(value);
const old = ofOldest.sign(value);
const signed = token.slice(0, token.lastIndexOf('.'));
const forged = `${signed.slice(0, -1)}A.${token.slice(token.lastIndexOf('.') + 1)}`;
const long = '.'.repeat(8 << 20);
const [{ key }] = ring.derive('signer:download');

function repeat(operation: () => unknown): () => void {
  return () => {
    for (let i = 0; i < OPERATIONS; i++) operation();
  };
}

const HMAC = 'one bare HMAC of as much';
await measure(
  'a signed link',
  [
    {
      name: HMAC,
      run: repeat(() => createHmac('sha256', key).update(signed).digest('base64url')),
      of: HMAC,
    },
    { name: 'verify', run: repeat(() => signer.verify(token)), of: HMAC, gate: 2 },
    {
      name: 'verify, oldest of three keys',
      run: repeat(() => three.verify(old)),
      of: HMAC,
      gate: 2,
    },
    { name: 'verify, forged', run: repeat(() => signer.verify(forged)), of: HMAC, gate: 2 },
    { name: 'verify, 8 MiB', run: repeat(() => signer.verify(long)), of: HMAC, gate: 2 },
    { name: 'sign', run: repeat(() => signer.sign(value)), of: HMAC },
  ],
  OPERATIONS,
  collectGarbage,
);

/** The token with one character changed. */
function changed(at: number): string {
  const other = token.at(at) === 'A' ? 'B' : 'A';
  return `${token.slice(0, at)}${other}${token.slice(at + 1)}`;
}

// What is refused takes as long, whatever is wrong with it: time tells nothing of keys and MACs.
const FIRST = 'a wrong first character of the MAC (= 1)';
const SAME = 1.1;
await measure(
  'refusing a link',
  [
    { name: FIRST, run: repeat(refuse(changed(signed.length + 1))), of: FIRST },
    {
      name: 'a wrong last character of the MAC',
      run: repeat(refuse(changed(token.length - 1))),
      of: FIRST,
      gate: SAME,
    },
    { name: 'an unknown key id', run: repeat(refuse(changed(0))), of: FIRST, gate: SAME },
  ],
  OPERATIONS,
  collectGarbage,
);

function refuse(wrong: string): () => void {
  return () => {
    if (signer.verify(wrong).ok) throw new Error('a forged token was accepted');
  };
}
