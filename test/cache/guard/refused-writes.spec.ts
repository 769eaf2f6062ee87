import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { GuardOptions } from '../../../lib/cache/guard/guard.options.js';
import { StoreGuard } from '../../../lib/cache/guard/store-guard.js';
import { CacheCounters } from '../../../lib/cache/statistics/cache-counters.js';
import { eventually } from '../../support/eventually.js';
import { HeldStore } from './held-store.js';

describe('a write that the server refuses after an outage', () => {
  const quick = { writeLimit: 50, connectLimit: 200, firstRetry: 5, longestRetry: 20 };
  let store: HeldStore;
  let counters: CacheCounters;
  let guard: StoreGuard;

  const isBack = () => eventually(() => expect(guard.available('key')).toBe(true));

  beforeEach(async () => {
    Logger.overrideLogger(false);
    store = new HeldStore();
    counters = new CacheCounters();
    guard = new StoreGuard(store, counters, Object.assign(new GuardOptions(), quick));
    guard.open();
    await isBack();
    await guard.set('refused', 'old', 0);
  });

  afterEach(async () => {
    await guard.close();
    Logger.overrideLogger(true);
  });

  async function loseAWriteAndTheServer(): Promise<void> {
    store.behave('fail');
    await guard.set('refused', 'new', 0);
    await eventually(async () => {
      await guard.get('any', 5);
      expect(guard.available('any')).toBe(false);
    });
    store.behave('work');
  }

  it('becomes a delete', async () => {
    store.refuse('set refused');
    await loseAWriteAndTheServer();
    await isBack();
    expect(await store.get('refused')).toBeUndefined();
    expect(counters.recovered).toBe(0);
    expect(await guard.set('key', 'entry', 0)).toBe(true);
  });

  it('is dropped and counted when its delete is refused as well', async () => {
    store.refuse('set refused', 'delete refused');
    await loseAWriteAndTheServer();
    const { serverErrors } = counters;
    await isBack();
    expect(counters.serverErrors).toBe(serverErrors + 2);
    expect(await guard.get('refused', 50)).toBe('old');
  });

  it('waits where it is refused for now, and keeps no other waiting', async () => {
    store.refusal = 'TRYAGAIN Multiple keys request during rehashing of slot';
    store.refuse('set refused', 'delete refused');
    store.behave('fail');
    await guard.set('other', 'new', 0);
    await loseAWriteAndTheServer();
    await eventually(async () => expect(await store.get('other')).toBe('new'));
    await isBack();
    expect(await guard.get('refused', 50)).toBe('new');
    expect(await store.get('refused')).toBe('old');
    store.allow();
    await eventually(async () => expect(await store.get('refused')).toBe('new'));
  });

  it('waits as long as the server takes no writes at all', async () => {
    store.refuse('set refused', 'delete refused', 'delete production-readiness:spare:0');
    await loseAWriteAndTheServer();
    const tries = () => store.asked.filter((name) => name.startsWith('delete production')).length;
    await eventually(() => expect(tries()).toBeGreaterThan(2));
    expect(guard.available('key')).toBe(false);
    expect(await guard.get('refused', 50)).toBe('new');
  });
});
