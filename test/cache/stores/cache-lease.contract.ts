import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { CacheLease } from '../../../lib/cache/stores/cache-lease.js';
import type { CacheStore } from '../../../lib/cache/stores/cache-store.js';
import { eventually } from '../../support/eventually.js';
import type { Open } from './cache-store.contract.js';
import { reachNodes } from './reach-nodes.js';

/** What every lease does. */
export function describeCacheLease(name: string, open: Open): void {
  describe(`${name} as a lease`, () => {
    const stores: CacheStore[] = [];
    let store: CacheStore;
    let other: CacheStore;
    let lease: CacheLease;
    let otherLease: CacheLease;

    async function connected(namespace: string) {
      const opened = await open(namespace);
      stores.push(opened.store);
      await opened.store.connect();
      await reachNodes(opened.store);
      if (opened.lease === undefined) throw new Error('no lease');
      return { store: opened.store, lease: opened.lease };
    }

    beforeEach(async () => {
      const namespace = `test-${randomUUID()}`;
      ({ store, lease } = await connected(namespace));
      ({ store: other, lease: otherLease } = await connected(namespace));
    });

    afterEach(async () => {
      await Promise.all(stores.splice(0).map((opened) => opened.close()));
    });

    it('is given to one of many', async () => {
      const tokens = Array.from({ length: 20 }, (_, i) => `token ${i}`);
      const given = await Promise.all(tokens.map((token) => lease.acquire('key', token, 5_000)));
      expect(given.filter(Boolean)).toHaveLength(1);
    });

    it('keeps what its holder commits, and is free after that', async () => {
      await lease.acquire('key', 'mine', 5_000);
      expect(await lease.commit('key', 'mine', 'entry', 60_000)).toBe(true);
      expect(await other.get('key')).toBe('entry');
      expect(await lease.acquire('key', 'yours', 5_000)).toBe(true);
    });

    it('keeps nothing of who does not hold it', async () => {
      await lease.acquire('key', 'mine', 5_000);
      expect(await lease.commit('key', 'yours', 'entry', 60_000)).toBe(false);
      expect(await lease.renew('key', 'yours', 5_000)).toBe(false);
      await lease.release('key', 'yours');
      expect(await lease.acquire('key', 'yours', 5_000)).toBe(false);
      expect(await store.get('key')).toBeUndefined();
    });

    it.each([
      ['a delete', (key: string) => other.delete(key), undefined],
      ['a write', (key: string) => other.set(key, 'new', 60_000), 'new'],
      ['a clear', (key: string) => other.clear(other.nodeOf(key)), undefined],
    ])('loses to %s of another instance', async (_, act, left) => {
      await lease.acquire('key', 'mine', 5_000);
      await act('key');
      expect(await lease.renew('key', 'mine', 5_000)).toBe(false);
      expect(await lease.commit('key', 'mine', 'old', 60_000)).toBe(false);
      expect(await store.get('key')).toBe(left);
    });

    it('is free after a clear, whoever had it', async () => {
      await lease.acquire('key', 'mine', 60_000);
      await other.clear(other.nodeOf('key'));
      expect(await lease.acquire('key', 'yours', 60_000)).toBe(true);
      expect(await lease.acquire('key', 'mine', 60_000)).toBe(false);
      await lease.release('key', 'mine');
      expect(await lease.commit('key', 'yours', 'new', 60_000)).toBe(true);
      expect(await other.get('key')).toBe('new');
    });

    it('is given up when its holder closes', async () => {
      await lease.acquire('key', 'mine', 60_000);
      await lease.acquire('done', 'mine', 60_000);
      await lease.commit('done', 'mine', 'entry', 60_000);
      await store.close();
      expect(await otherLease.acquire('key', 'yours', 5_000)).toBe(true);
      expect(await other.get('done')).toBe('entry');
    });

    it('ends by itself, and not while it is renewed', async () => {
      await lease.acquire('key', 'mine', 1_000);
      expect(await lease.renew('key', 'mine', 60_000)).toBe(true);
      await lease.acquire('other', 'mine', 50);
      await eventually(async () => expect(await lease.acquire('other', 'yours', 5_000)).toBe(true));
      expect(await lease.acquire('key', 'yours', 5_000)).toBe(false);
    });

    it('can be given up', async () => {
      await lease.acquire('key', 'mine', 60_000);
      await lease.release('key', 'mine');
      expect(await lease.acquire('key', 'yours', 5_000)).toBe(true);
      expect(await store.get('key')).toBeUndefined();
    });
  });
}
