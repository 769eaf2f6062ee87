import { execFile } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { PrismaModel } from 'nestjs-production-readiness/prisma';

export interface Client {
  readonly pageItem: PrismaModel;
  readonly visit: PrismaModel;
  $executeRawUnsafe(text: string): Promise<number>;
  $queryRawUnsafe(text: string, ...values: unknown[]): Promise<unknown[]>;
  $on(event: 'query', listener: (event: { query: string; params: string }) => void): void;
  $extends(extension: object): Client;
  $transaction<T>(run: (client: Client) => Promise<T>): Promise<T>;
  $disconnect(): Promise<void>;
}

interface ClientModule {
  readonly PrismaClient: new (options: object) => Client;
}

/** `current` is the generator prisma-client, `earlier` is prisma-client-js. */
type Generator = 'current' | 'earlier';

/** The client of a schema in this folder, generated once for each text of it and version of Prisma. */
export async function generatedClient(
  schema: 'postgresql' | 'mysql' | 'sqlite',
  generator: Generator = 'current',
): Promise<ClientModule['PrismaClient']> {
  const file = resolve('test/pagination/adapters/prisma', `${schema}.prisma`);
  const home = resolve('.cache/prisma', await fingerprint(file, generator));
  if (!existsSync(home)) await generate(file, generator, home);
  const entry = generator === 'current' ? 'current/client.ts' : 'earlier/index.js';
  return ((await import(join(home, entry))) as ClientModule).PrismaClient;
}

async function fingerprint(file: string, generator: Generator): Promise<string> {
  const [text, version] = await Promise.all([
    readFile(file),
    readFile('node_modules/prisma/package.json'),
  ]);
  const hash = createHash('sha256').update(text).update(version).update(generator);
  return hash.digest('hex').slice(0, 16);
}

/** Beside its place first: another worker may generate the same, and finds it whole or not at all. */
async function generate(file: string, generator: Generator, home: string): Promise<void> {
  const draft = `${home}.${randomUUID()}`;
  await mkdir(draft, { recursive: true });
  await copyFile(file, join(draft, 'schema.prisma'));
  const prisma = join(
    dirname(createRequire(import.meta.url).resolve('prisma/package.json')),
    'build/index.js',
  );
  const options = ['generate', '--generator', generator, '--no-hints'];
  await promisify(execFile)(process.execPath, [prisma, ...options, '--schema', 'schema.prisma'], {
    cwd: draft,
    // No engine is needed to generate, and none is fetched.
    env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, CHECKPOINT_DISABLE: '1' },
  });
  await rename(draft, home).catch(async (error: unknown) => {
    await rm(draft, { recursive: true });
    if (!existsSync(home)) throw error;
  });
}
