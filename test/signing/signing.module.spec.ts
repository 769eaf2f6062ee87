import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Injectable, Module, type ModuleMetadata } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { Test, type TestingModule } from '@nestjs/testing';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { getHeapSnapshot } from 'node:v8';
import {
  KeyRing,
  ProductionReadinessModule,
  SigningError,
  SigningModule,
} from 'nestjs-production-readiness';
import { environment, SECRET_KEY } from '../support/environment.js';
import { quietLogger } from '../support/quiet-logger.js';

const EARLIER = 'Uw8hTq2ZpX5nLb7RkYc1VfGs4JdEm0AiO9BxNt3CvPe';
const OLDEST = 'asdr0V9LEnzdWhvoO2WOatNhl1oj5yfVK2LPIrGDa9c';

const compile = (imports: ModuleMetadata['imports']): Promise<TestingModule> =>
  Test.createTestingModule({ imports }).setLogger(quietLogger).compile();

const kids = (ring: KeyRing) => ring.derive('jwt').map(({ kid }) => kid);
const expected = kids(new KeyRing({ current: SECRET_KEY, fallbacks: [EARLIER, OLDEST] }));

describe('SigningModule', () => {
  @Injectable()
  class Vault {
    create() {
      return Promise.resolve({ current: SECRET_KEY, fallbacks: [EARLIER, OLDEST] });
    }
  }

  @Module({ providers: [Vault], exports: [Vault] })
  class VaultModule {}

  it('gives a ring of the secrets that it was given', async () => {
    const app = await compile([
      SigningModule.forRoot({ current: SECRET_KEY, fallbacks: [EARLIER, OLDEST] }),
    ]);
    expect(kids(app.get(KeyRing))).toEqual(expected);
    await app.close();
  });

  it.each([
    ['useFactory', { inject: [Vault], useFactory: (vault: Vault) => vault.create() }],
    ['useClass', { useClass: Vault }],
    ['useExisting', { useExisting: Vault }],
  ])('gets them by %s', async (_, how) => {
    const app = await compile([SigningModule.forRootAsync({ imports: [VaultModule], ...how })]);
    expect(kids(app.get(KeyRing))).toEqual(expected);
    await app.close();
  });

  it('is seen everywhere, or by its importer only', async () => {
    @Injectable()
    class Service {
      constructor(readonly ring: KeyRing) {}
    }
    @Module({ providers: [Service] })
    class FeatureModule {}
    const app = await compile([FeatureModule, SigningModule.forRoot({ current: SECRET_KEY })]);
    expect(app.get(Service, { strict: false }).ring).toBe(app.get(KeyRing));
    await app.close();
    const alone = SigningModule.forRoot({ current: SECRET_KEY, isGlobal: false });
    await expect(compile([FeatureModule, alone])).rejects.toThrow(/can't resolve/i);
  });

  it.each(['', 'secret', undefined as never])('does not start with %j', async (current) => {
    const refused = compile([SigningModule.forRoot({ current })]);
    await expect(refused).rejects.toThrow(SigningError);
    await expect(refused).rejects.toMatchObject({ code: 'SIGNING_SECRET' });
  });

  it('leaves no secret in what Nest holds and prints', async () => {
    const app = await compile([
      SigningModule.forRootAsync({ imports: [VaultModule], useExisting: Vault }),
      ProductionReadinessModule.forRoot({
        env: environment({ SECRET_KEY_FALLBACKS: EARLIER }),
        signing: false,
      }),
    ]);
    app.get(KeyRing).derive('jwt');
    const text = inspect(app.get(ModulesContainer), {
      depth: 8,
      showHidden: true,
      maxStringLength: 200,
    });
    for (const secret of [SECRET_KEY, EARLIER]) {
      expect(text.includes(secret)).toBe(false);
      expect(
        text.includes(
          Buffer.from(secret).toString('hex').match(/../g)?.slice(0, 20).join(' ') ?? '',
        ),
      ).toBe(false);
    }
    await app.close();
  });
});

describe('The ring of the whole', () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'key-ring-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  function file(name: string, content: string | Uint8Array): string {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  }

  it.each<[string, () => Record<string, string>]>([
    ['variables', () => ({ SECRET_KEY, SECRET_KEY_FALLBACKS: `${EARLIER},${OLDEST}` })],
    [
      'files',
      () => ({
        SECRET_KEY_FILE: file('key', `${SECRET_KEY}\n`),
        SECRET_KEY_FALLBACKS_FILE: file('fallbacks', `${EARLIER}\r\n${OLDEST}\r\n`),
      }),
    ],
  ])('has the keys of %s, newest first', async (_, env) => {
    const app = await compile([ProductionReadinessModule.forRoot({ env: env() })]);
    expect(kids(app.get(KeyRing))).toEqual(expected);
    await app.close();
  });

  it.each(['', ' ', '\n'])('has no fallback for %j as the list of them', async (list) => {
    const app = await compile([
      ProductionReadinessModule.forRoot({ env: environment({ SECRET_KEY_FALLBACKS: list }) }),
    ]);
    expect(kids(app.get(KeyRing))).toEqual(expected.slice(0, 1));
    await app.close();
  });

  it.each([',', `${EARLIER},`, `,${EARLIER}`, SECRET_KEY, 'short', `${EARLIER},${EARLIER}`])(
    'is not made, nor the application started, with %j as the list of fallbacks',
    async (list) => {
      const env = environment({ SECRET_KEY_FALLBACKS: list });
      const refused = compile([ProductionReadinessModule.forRoot({ env })]);
      await expect(refused).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
    },
  );

  it('has a namespace when it is given one', async () => {
    const app = await compile([
      ProductionReadinessModule.forRoot({ env: environment(), signing: { namespace: 'staging' } }),
    ]);
    const staging = new KeyRing({ current: SECRET_KEY, namespace: 'staging' });
    expect(kids(app.get(KeyRing))).toEqual(kids(staging));
    await app.close();
  });

  it('is made without a string of a key from a file: none is in a heap snapshot', async () => {
    // Made at run time, so that no constant of this file holds it.
    const secret = Buffer.from(Array.from({ length: 48 }, () => 97 + Math.random() * 26));
    const fallback = Buffer.concat([Buffer.from('o'), secret]);
    const env = {
      SECRET_KEY_FILE: file('heap', secret),
      SECRET_KEY_FALLBACKS_FILE: file('heap-list', fallback),
    };
    const app = await compile([ProductionReadinessModule.forRoot({ env })]);
    const ring = app.get(KeyRing);
    expect(ring.signer('x', { expiresIn: 60 }).sign(ring.derive('jwt').length)).toBeDefined();
    let found = false;
    let tail = Buffer.alloc(0);
    for await (const chunk of getHeapSnapshot()) {
      const window = Buffer.concat([tail, chunk as Buffer]);
      found ||= window.includes(secret);
      tail = window.subarray(-secret.length);
    }
    expect(found).toBe(false);
    await app.close();
  });
});
