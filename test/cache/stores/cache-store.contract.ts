import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import type { CacheStore } from '../../../lib/cache/stores/cache-store.js';
import type { OpenedStore } from '../../../lib/cache/stores/opened-store.js';
import { eventually } from '../../support/eventually.js';
import { reachNodes } from './reach-nodes.js';

export type Open = (namespace: string) => Promise<OpenedStore> | OpenedStore;

const KEYS = {
  plain: 'city:1',
  empty: '',
  'with spaces and line ends': 'a b\r\nc\td',
  'with NUL': 'a\0b',
  'in other letters': 'żółć 🧀 {brace} }{',
  'half a character': 'a\ud800',
  'of 300 characters': 'k'.repeat(300),
  'of 1 MB': 'k'.repeat(1_000_000),
};

/** Any sequence of UTF-16 units, also half characters, also longer than a server's longest key. */
const anyKey = fc.oneof(
  { weight: 4, arbitrary: fc.string({ unit: fc.integer({ min: 0, max: 0xff }).map(character) }) },
  { weight: 4, arbitrary: fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map(character) }) },
  { weight: 1, arbitrary: fc.string({ minLength: 200, maxLength: 600 }) },
);
function character(code: number): string {
  return String.fromCharCode(code);
}

/** What every store does; `largest` is how many characters of an entry it takes for certain. */
export function describeCacheStore(name: string, open: Open, largest = 5_000_000): void {
  describe(`${name} as a store`, () => {
    const stores: CacheStore[] = [];
    let namespace: string;
    let store: CacheStore;

    async function connected(ofNamespace = namespace): Promise<CacheStore> {
      const opened = await open(ofNamespace);
      stores.push(opened.store);
      await opened.store.connect();
      await reachNodes(opened.store);
      return opened.store;
    }

    async function clear(cleared = store): Promise<void> {
      for (const node of cleared.nodes()) await cleared.clear(node);
    }

    beforeEach(async () => {
      namespace = `test-${randomUUID()}`;
      store = await connected();
    });

    afterEach(async () => {
      await Promise.all(stores.splice(0).map((opened) => opened.close()));
    });

    it.each(Object.entries(KEYS))('keeps an entry under a key %s', async (_, key) => {
      expect(await store.get(key)).toBeUndefined();
      await store.set(key, 'first', 60_000);
      await store.set(key, 'entry', 60_000);
      expect(await store.get(key)).toBe('entry');
      await store.delete(key);
      expect(await store.get(key)).toBeUndefined();
    });

    it('keeps entries apart whose keys are alike', async () => {
      const keys = [
        'a',
        'A',
        ' a',
        'a ',
        'v:a',
        'generation',
        'a\ud800',
        'a\ud801',
        'k'.repeat(300),
      ];
      for (const key of keys) await store.set(key, `entry of ${key.length} ${key}`, 60_000);
      for (const key of keys) {
        if (!key.includes('\ud800') && !key.includes('\ud801'))
          expect(await store.get(key)).toBe(`entry of ${key.length} ${key}`);
      }
    });

    it('keeps any two entries under any two keys apart', async () => {
      const anyEntry = fc.string({ unit: 'binary', maxLength: 2_000 });
      const twoKeys = fc.uniqueArray(anyKey, { minLength: 2, maxLength: 2 });
      await fc.assert(
        fc.asyncProperty(twoKeys, anyEntry, anyEntry, async ([a = '', b = ''], first, second) => {
          // On a busy machine a connection may go and come again between two of many runs.
          await eventually(() => reachNodes(store));
          await store.set(a, first, 60_000);
          await store.set(b, second, 60_000);
          expect(await store.get(a)).toBe(first);
          await store.delete(a);
          expect(await store.get(a)).toBeUndefined();
          expect(await store.get(b)).toBe(second);
          await store.delete(b);
        }),
        { numRuns: 200 },
      );
    });

    it.each([
      ['empty', ''],
      ['with line ends and other letters', 'a\r\nEND\r\nżółć 🧀\0'],
      ['large', 'x'.repeat(largest)],
    ])('gives back an entry that is %s', async (_, entry) => {
      await store.set('key', entry, 60_000);
      expect(await store.get('key')).toBe(entry);
    });

    it('forgets an entry when its ttl is over', async () => {
      await store.set('short', 'entry', 50);
      await store.set('long', 'entry', 40 * 24 * 60 * 60 * 1000);
      await store.set('endless', 'entry', 0);
      await eventually(async () => expect(await store.get('short')).toBeUndefined());
      expect(await store.get('long')).toBe('entry');
      expect(await store.get('endless')).toBe('entry');
    });

    it('shows other instances what is written, deleted and cleared', async () => {
      const other = await connected();
      await store.set('a', 'entry', 60_000);
      await store.set('b', 'entry', 60_000);
      expect(await other.get('a')).toBe('entry');
      await store.delete('a');
      expect(await other.get('a')).toBeUndefined();
      await clear();
      expect(await other.get('b')).toBeUndefined();
      await other.set('b', 'new', 60_000);
      expect(await store.get('b')).toBe('new');
    });

    it('clears its own namespace and no other', async () => {
      const neighbour = await connected(`${namespace}.x`);
      await neighbour.set('key', 'entry', 60_000);
      await store.set('key', 'entry', 60_000);
      await clear();
      expect(await store.get('key')).toBeUndefined();
      expect(await neighbour.get('key')).toBe('entry');
    });

    it('names the node of each key among its nodes, and each answers', async () => {
      for (let i = 0; i < 100; i++) expect(store.nodes()).toContain(store.nodeOf(`key:${i}`));
      for (const node of store.nodes()) await store.ping(node);
    });

    it('can be closed twice, and before it was connected', async () => {
      const opened = await open(namespace);
      await opened.store.close();
      await opened.store.close();
    });
  });
}
