import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { GuardOptions } from '../../../lib/cache/guard/guard.options.js';
import { StoreGuard } from '../../../lib/cache/guard/store-guard.js';
import { UNAVAILABLE } from '../../../lib/cache/guard/unavailable.js';
import { CacheCounters } from '../../../lib/cache/statistics/cache-counters.js';
import { eventually } from '../../support/eventually.js';
import { gate } from '../../support/gate.js';
import { quietLogger } from '../../support/quiet-logger.js';
import { HeldStore } from './held-store.js';

describe('closing the guard', () => {
  let store: HeldStore;
  let guard: StoreGuard;
  let told: string[];

  beforeEach(async () => {
    told = [];
    Logger.overrideLogger({
      ...quietLogger,
      warn: (message: unknown) => void told.push(String(message)),
    });
    store = new HeldStore();
    const options = Object.assign(new GuardOptions(), { writeLimit: 10_000, failures: 1 });
    guard = new StoreGuard(store, new CacheCounters(), options);
    guard.open();
    await eventually(() => expect(guard.available('key')).toBe(true));
  });

  afterEach(() => {
    Logger.overrideLogger(true);
  });

  it('waits for an offer and any other operation under way', async () => {
    const { opened, open } = gate();
    store.holdNext('set', 'offered', opened);
    const work = [
      guard.offer('offered', 'entry', 0),
      guard.run('committed', 10_000, () => opened.then(() => store.set('committed', 'entry', 0))),
    ];
    const closing = guard.close();
    open();
    await closing;
    expect(await Promise.all(work)).toEqual([true, undefined]);
    expect(await store.get('offered')).toBe('entry');
    expect(await store.get('committed')).toBe('entry');
  });

  it('waits no longer than half a second, and asks nothing after it', async () => {
    store.behave('hang');
    void guard.set('key', 'entry', 0);
    const began = performance.now();
    await guard.close();
    expect(performance.now() - began).toBeLessThan(1_000);
    const { operations } = store;
    expect(await guard.get('key', 100)).toBe(UNAVAILABLE);
    expect(await guard.clear()).toBe(false);
    expect(store.operations).toBe(operations);
  });

  it('does not tell that the server is lost', async () => {
    const { opened, open } = gate();
    store.holdNext('set', 'key', opened);
    const setting = guard.set('key', 'entry', 0);
    const closing = guard.close();
    store.behave('fail');
    open();
    expect(await setting).toBe(false);
    await closing;
    expect(told).toEqual([]);
  });
});
