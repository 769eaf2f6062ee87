import { JwtService } from '@nestjs/jwt';
import jsonwebtoken from 'jsonwebtoken';
import { jwtOptions, KeyRing } from 'nestjs-production-readiness';
import { measure } from '../cache/measure.js';
import { collectGarbage } from './collect-garbage.js';

const VERIFICATIONS = 2_000;
/** A text makes jsonwebtoken look for a public key in it, at each call. */
const OF_TEXT = 200;

const secrets = ['a', 'b', 'c'].map((letter) => `${letter}Hq8sV2xZ0mKp4LwR7tYc1NfGj5DbU9eA3iOo6`);
const ring = (fallbacks: readonly string[]) =>
  new KeyRing({ current: secrets[0] ?? '', fallbacks });

const alone = ring([]);
const [{ key, kid }] = alone.derive('jwt');
const text = key.export().toString('base64url');
const claims = { sub: '42', roles: ['reader'] };
const options = { algorithms: ['HS256' as const] };

const token = new JwtService(jwtOptions(alone)).sign(claims);
const ofText = jsonwebtoken.sign(claims, text, { keyid: kid, expiresIn: '1h' });
/** A token of the oldest key, to a ring of so many. */
const oldest = secrets[2] ?? '';
const ofOldest = new JwtService(jwtOptions(new KeyRing({ current: oldest }))).sign(claims);

function repeat(times: number, verify: () => unknown): () => void {
  return () => {
    for (let i = 0; i < times; i++) verify();
  };
}

const nest = (fallbacks: readonly string[]) => new JwtService(jwtOptions(ring(fallbacks)));
const one = nest([]);
const three = nest(secrets.slice(1));
const plain = new JwtService({ secret: key as never, verifyOptions: options });
const { secretOrKeyProvider } = jwtOptions(alone);

const BARE = 'jsonwebtoken, a KeyObject';
const NEST = '@nestjs/jwt, a KeyObject';
const OURS = 'jwtOptions, key of the ring, jsonwebtoken';

await measure(
  'verifying a JSON Web Token',
  [
    {
      name: BARE,
      run: repeat(VERIFICATIONS, () => jsonwebtoken.verify(token, key, options)),
      of: BARE,
    },
    {
      name: OURS,
      run: repeat(VERIFICATIONS, () =>
        jsonwebtoken.verify(token, secretOrKeyProvider(1, token), options),
      ),
      of: BARE,
      gate: 1.1,
    },
    { name: NEST, run: repeat(VERIFICATIONS, () => plain.verify(token)), of: BARE },
    {
      name: 'jwtOptions, by JwtService',
      run: repeat(VERIFICATIONS, () => one.verify(token)),
      of: BARE,
      gate: 1.1,
    },
    {
      name: 'three keys, token of the newest',
      run: repeat(VERIFICATIONS, () => three.verify(token)),
      of: 'jwtOptions, by JwtService',
      gate: 1.3,
    },
    {
      name: 'three keys, token of the oldest',
      run: repeat(VERIFICATIONS, () => three.verify(ofOldest)),
      of: 'jwtOptions, by JwtService',
      gate: 1.3,
    },
  ],
  VERIFICATIONS,
  collectGarbage,
);

const SAME = 'jwtOptions, as often';
await measure(
  'the same with a text for a key',
  [
    {
      name: SAME,
      run: repeat(OF_TEXT, () => one.verify(token)),
      of: 'jsonwebtoken, a text',
      gate: 1 / 30,
    },
    {
      name: 'jsonwebtoken, a text',
      run: repeat(OF_TEXT, () => jsonwebtoken.verify(ofText, text, options)),
      of: 'jsonwebtoken, a text',
    },
  ],
  OF_TEXT,
);
