import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const { resolve } = createRequire(join(import.meta.dirname, '../../../bench/peers/package.json'));

/** A package of bench/peers; the bench says what it needs of it. */
export async function peer<T>(name: string): Promise<T> {
  return (await import(pathToFileURL(resolve(name)).href)) as T;
}
