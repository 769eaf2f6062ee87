import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FaultyStore } from 'nestjs-production-readiness/testing';
import { setImmediate } from 'node:timers/promises';
import { GuardOptions } from '../../../lib/cache/guard/guard.options.js';
import { StoreGuard } from '../../../lib/cache/guard/store-guard.js';
import { UNAVAILABLE } from '../../../lib/cache/guard/unavailable.js';
import { CacheCounters } from '../../../lib/cache/statistics/cache-counters.js';
import { writeEntry } from '../../../lib/cache/stores/entry-text.js';
import { eventually } from '../../support/eventually.js';
import { gate } from '../../support/gate.js';

describe('the guard', () => {
  let store: FaultyStore;
  let counters: CacheCounters;
  let guard: StoreGuard;

  function guardOf(options: Partial<GuardOptions> = {}): StoreGuard {
    const quick = { writeLimit: 20, connectLimit: 50, firstRetry: 5, longestRetry: 20 };
    const all = Object.assign(new GuardOptions(), quick, { secondDelete: 10 }, options);
    return new StoreGuard(store, counters, all);
  }

  const isBack = () => eventually(() => expect(guard.available('key')).toBe(true));

  async function lose(how: 'fail' | 'hang'): Promise<void> {
    store.behave(how);
    await eventually(async () => {
      await guard.get('any', 5);
      expect(guard.available('any')).toBe(false);
    });
  }

  beforeEach(async () => {
    store = new FaultyStore();
    counters = new CacheCounters();
    guard = guardOf();
    guard.open();
    await isBack();
  });

  afterEach(() => guard.close());

  it('hands operations on while the server answers', async () => {
    expect(await guard.set('key', 'entry', 0)).toBe(true);
    expect(await guard.get('key', 100)).toBe('entry');
    expect(await guard.delete('key')).toBe(true);
    expect(await guard.get('key', 100)).toBeUndefined();
  });

  it('counts a store that throws instead of rejecting as one that fails', async () => {
    await guard.close();
    guard = guardOf({ mostUnderWay: 1, failures: 1_000 });
    guard.open();
    await isBack();
    store.get = () => {
      throw new Error('thrown');
    };
    for (let i = 1; i <= 3; i++) {
      expect(await guard.get('key', 100)).toBe(UNAVAILABLE);
      expect(counters.serverErrors).toBe(i);
    }
    expect(counters.serverSkipped).toBe(0);
  });

  it('takes the answer of a store that gives it without a promise', async () => {
    Object.assign(store, { get: () => 'entry' });
    expect(await guard.get('key', 100)).toBe('entry');
    expect(counters.serverErrors).toBe(0);
  });

  it.each(['fail', 'hang'] as const)('answers without asking once operations %s', async (how) => {
    await lose(how);
    const { operations } = store;
    for (let i = 0; i < 100; i++) expect(await guard.get(`key:${i}`, 1_000)).toBe(UNAVAILABLE);
    // Only the probe asks.
    expect(store.operations - operations).toBeLessThan(20);
    expect(counters.serverSkipped).toBeGreaterThanOrEqual(100);
    store.behave('work');
    await isBack();
  });

  it('makes lost writes and deletes good before it lets anybody read', async () => {
    await guard.set('deleted', 'old', 0);
    await guard.set('written', 'old', 0);
    await lose('hang');
    expect(await guard.delete('deleted')).toBe(false);
    expect(await guard.set('written', 'new', 0)).toBe(false);
    expect(await guard.get('deleted', 10)).toBeUndefined();
    expect(await guard.get('written', 10)).toBe('new');
    store.behave('work');
    await isBack();
    expect(await store.get('deleted')).toBeUndefined();
    expect(await store.get('written')).toBe('new');
    expect(counters.recovered).toBeGreaterThanOrEqual(2);
  });

  it('answers with what somebody else has written once it drops a lost write for it', async () => {
    const entry = (written: number) =>
      writeEntry({ expires: Infinity, grace: 0, written, payload: '1' });
    store.behave('hang');
    expect(await guard.set('key', entry(1), 0)).toBe(false);
    store.behave('work');
    await store.set('key', entry(2), 0);
    const { recovered } = counters;
    let answer: unknown;
    guard.overtaken = (key) => {
      void guard.get(key, 100).then((found) => (answer = found));
    };
    await eventually(() => expect(answer).toBe(entry(2)));
    expect(counters.recovered).toBe(recovered);
  });

  it('makes a single lost write good although the node was never lost', async () => {
    store.behave('hang');
    expect(await guard.set('key', 'entry', 0)).toBe(false);
    expect(guard.available('key')).toBe(true);
    store.behave('work');
    await eventually(async () => expect(await store.get('key')).toBe('entry'));
    // From then on the server is asked again.
    await store.set('key', 'of another process', 0);
    await eventually(async () => expect(await guard.get('key', 100)).toBe('of another process'));
  });

  it('does not delete what was written after the outage', async () => {
    await lose('hang');
    await guard.delete('key');
    await guard.delete('other');
    store.behave('work');
    await isBack();
    await guard.set('key', 'new', 0);
    await store.set('other', 'late', 0);
    await eventually(async () => expect(await store.get('other')).toBeUndefined());
    expect(await store.get('key')).toBe('new');
  });

  it('deletes once more after an outage', async () => {
    await lose('hang');
    await guard.delete('key');
    store.behave('work');
    await isBack();
    // What another process had sent to the frozen server is carried out late.
    await store.set('key', 'late', 0);
    await eventually(async () => expect(await store.get('key')).toBeUndefined());
  });

  it.each([
    ['writes', { mostWaiting: 10 }],
    ['text in its keys', { mostWaitingText: 100 }],
  ])('makes a clear good, also of an outage with more %s than it keeps', async (_, bounds) => {
    await guard.close();
    guard = guardOf(bounds);
    guard.open();
    await isBack();
    await guard.set('old', 'entry', 0);
    await lose('fail');
    for (let i = 0; i < 20; i++) await guard.delete(`key:${i}`);
    store.behave('work');
    await isBack();
    expect(await store.get('old')).toBeUndefined();
    // And that is the end of it.
    expect(await guard.set('after', 'entry', 0)).toBe(true);
    expect(await guard.get('after', 100)).toBe('entry');
  });

  it('deletes what was written in an outage if the entry and its key are too much to keep', async () => {
    await guard.close();
    guard = guardOf({ mostWaitingText: 100 });
    guard.open();
    await isBack();
    await guard.set('other', 'entry', 0);
    await guard.set('key', 'old', 0);
    await lose('fail');
    await guard.set('key', 'x'.repeat(98), 0);
    store.behave('work');
    await isBack();
    expect(await store.get('key')).toBeUndefined();
    expect(await store.get('other')).toBe('entry');
  });

  it('does not offer what was deleted in the meantime', async () => {
    await lose('fail');
    await guard.delete('key');
    expect(await guard.offer('key', 'loaded before', 0)).toBe(false);
    store.behave('work');
    await isBack();
    expect(await store.get('key')).toBeUndefined();
  });

  it('has no more operations under way than it may', async () => {
    await guard.close();
    guard = guardOf({ mostUnderWay: 10, failures: 1_000 });
    guard.open();
    await isBack();
    store.behave('hang');
    const { operations } = store;
    const reads = Array.from({ length: 100 }, (_, i) => guard.get(`key:${i}`, 20));
    expect(await Promise.all(reads)).toEqual(Array.from({ length: 100 }, () => UNAVAILABLE));
    expect(store.operations - operations).toBe(10);
  });

  it('forgets what is under way when the server is back, however late it ends', async () => {
    await guard.close();
    guard = guardOf({ mostUnderWay: 5 });
    guard.open();
    await isBack();
    const { opened, open } = gate();
    store.get = () => opened.then(() => undefined);
    await Promise.all(Array.from({ length: 5 }, (_, i) => guard.get(`key:${i}`, 5)));
    await isBack();
    store.get = () => FaultyStore.prototype.get.call(store, 'key');
    expect(await guard.get('key', 1_000)).toBeUndefined();
    open();
    await setImmediate();
    store.behave('hang');
    const { serverSkipped } = counters;
    const reads = Array.from({ length: 12 }, (_, i) => guard.get(`key:${i}`, 5));
    expect(counters.serverSkipped - serverSkipped).toBe(7);
    await Promise.all(reads);
  });

  it('connects in the background, however long it takes, and keeps what was written before', async () => {
    await guard.close();
    store.behave('hang');
    guard = guardOf();
    guard.open();
    expect(await guard.set('key', 'entry', 0)).toBe(false);
    expect(await guard.get('key', 10)).toBe('entry');
    expect(await guard.get('other', 10)).toBe(UNAVAILABLE);
    store.behave('work');
    await isBack();
    expect(await store.get('key')).toBe('entry');
  });
});
