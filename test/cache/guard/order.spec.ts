import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { GuardOptions } from '../../../lib/cache/guard/guard.options.js';
import { StoreGuard } from '../../../lib/cache/guard/store-guard.js';
import { CacheCounters } from '../../../lib/cache/statistics/cache-counters.js';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { eventually } from '../../support/eventually.js';
import { gate } from '../../support/gate.js';
import { HeldStore } from './held-store.js';

describe('the order of writes of one key', () => {
  const quick = {
    writeLimit: 50,
    longestTurn: 300,
    connectLimit: 200,
    firstRetry: 5,
    longestRetry: 20,
  };
  let store: HeldStore;
  let counters: CacheCounters;
  let guard: StoreGuard;

  beforeEach(async () => {
    Logger.overrideLogger(false);
    store = new HeldStore();
    counters = new CacheCounters();
    const options = Object.assign(new GuardOptions(), quick, { failures: 1_000, secondDelete: 10 });
    guard = new StoreGuard(store, counters, options);
    guard.open();
    await eventually(() => expect(guard.available('key')).toBe(true));
  });

  afterEach(async () => {
    await guard.close();
    jest.restoreAllMocks();
    Logger.overrideLogger(true);
  });

  /** Resolves once everything lost before it is made good, or given up. */
  async function allIsMadeGood(): Promise<void> {
    store.behave('fail');
    await guard.set('marker', 'entry', 0);
    store.behave('work');
    await eventually(async () => expect(await store.get('marker')).toBe('entry'));
  }

  /** Not the server: most of what it is asked for it answers. */
  async function loseWrites(count: number): Promise<void> {
    for (let i = 0; i < count; i++) {
      const reads = [guard.get('any', 50), guard.get('any', 50)];
      store.behave('fail');
      expect(await guard.set(`key:${i}`, 'lost', 0)).toBe(false);
      await Promise.all(reads);
      store.behave(i + 1 < count ? 'work' : 'fail');
    }
  }

  it('does not bring back what is deleted while the writes before it are made good', async () => {
    const { opened, open } = gate();
    // The last two are sent after the others.
    await loseWrites(102);
    store.holdNext('set', 'key:0', opened);
    store.behave('work');
    await eventually(async () => expect(await store.get('key:1')).toBe('lost'));
    expect(await guard.delete('key:100')).toBe(true);
    open();
    await eventually(async () => expect(await store.get('key:101')).toBe('lost'));
    await allIsMadeGood();
    expect(await store.get('key:100')).toBeUndefined();
  });

  it('sends deletes once more, although what comes after them cannot be made good yet', async () => {
    store.behave('fail');
    for (let i = 0; i < 101; i++) await guard.delete(`key:${i}`);
    store.holdNext('delete', 'key:100', new Promise(() => undefined));
    store.behave('work');
    const deletes = () => store.asked.filter((name) => name === 'delete key:0');
    // The lost one, the one that made it good, and once more.
    await eventually(() => expect(deletes()).toHaveLength(3));
  });

  it('keeps no key of a server that is lost again before its deletes are sent once more', async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const heap = () => {
      collect();
      return process.memoryUsage().heapUsed;
    };
    const before = heap();
    for (let outage = 1; outage <= 3; outage++) {
      const { recovered } = counters;
      store.behave('fail');
      for (let i = 0; i < 1_000; i++) {
        await guard.delete(Buffer.alloc(15_000, `${outage}:${i} `).toString('latin1'));
      }
      store.behave('work');
      await eventually(() => expect(counters.recovered).toBe(recovered + 1_000));
      store.asked.length = 0;
    }
    store.behave('fail');
    await eventually(() => expect(heap() - before).toBeLessThan(5_000_000));
  });

  it('deletes after a repair of the same key that is under way', async () => {
    const { opened, open } = gate();
    await loseWrites(1);
    store.holdNext('set', 'key:0', opened);
    store.behave('work');
    await eventually(() =>
      expect(store.asked.filter((name) => name === 'set key:0')).toHaveLength(2),
    );
    const deleting = guard.delete('key:0');
    open();
    expect(await deleting).toBe(true);
    expect(await store.get('key:0')).toBeUndefined();
  });

  it('does not make good a write that a clear came after', async () => {
    store.holdNext('set', 'key', new Promise(() => undefined));
    const setting = guard.set('key', 'old', 0);
    expect(await guard.clear()).toBe(true);
    expect(await setting).toBe(false);
    await allIsMadeGood();
    expect(await store.get('key')).toBeUndefined();
  });

  it('writes again what was written between a lost clear and its repetition', async () => {
    const clear = () => HeldStore.prototype.clear.call(store);
    store.clear = () => Promise.reject(new Error('ECONNRESET'));
    expect(await guard.clear()).toBe(false);
    expect(await guard.set('key', 'entry', 0)).toBe(true);
    let clears = 0;
    store.clear = () => clear().then(() => void clears++);
    await eventually(() => expect(clears).toBe(1));
    await eventually(async () => expect(await store.get('key')).toBe('entry'));
    expect(await guard.get('key', 50)).toBe('entry');
  });

  it('does not take a lost clear for done by the answer to an earlier one', async () => {
    const { opened, open } = gate();
    const clear = () => HeldStore.prototype.clear.call(store);
    store.clear = () => clear().then(() => opened);
    const earlier = guard.clear();
    await guard.set('key', 'written in between', 0);
    store.clear = () => Promise.reject(new Error('ECONNRESET'));
    expect(await guard.clear()).toBe(false);
    open();
    await earlier;
    expect(await guard.get('key', 50)).toBeUndefined();
    store.clear = clear;
    await eventually(async () => expect(await store.get('key')).toBeUndefined());
  });

  it('does not take a clear for done by the repair of an earlier one', async () => {
    const { opened, open } = gate();
    const clear = () => HeldStore.prototype.clear.call(store);
    store.clear = () => Promise.reject(new Error('ECONNRESET'));
    expect(await guard.clear()).toBe(false);
    let repairs = 0;
    store.clear = () => clear().then(() => (repairs++, opened));
    await eventually(() => expect(repairs).toBe(1));
    await store.set('key', 'written in between', 0);
    store.clear = () => Promise.reject(new Error('ECONNRESET'));
    expect(await guard.clear()).toBe(false);
    store.clear = clear;
    open();
    await eventually(async () => expect(await store.get('key')).toBeUndefined());
  });

  it('makes a clear good that was asked for while the server was being connected', async () => {
    const connecting = new StoreGuard(store, counters);
    const { opened, open } = gate();
    let clears = 0;
    store.clear = async () => {
      clears++;
      await opened;
      await HeldStore.prototype.clear.call(store);
    };
    await connecting.clear();
    connecting.open();
    await eventually(() => expect(clears).toBe(1));
    expect(await connecting.clear()).toBe(false);
    open();
    await eventually(() => expect(clears).toBe(2));
    await eventually(async () => {
      await connecting.set('key', 'entry', 0);
      await store.set('key', 'of another process', 0);
      expect(await connecting.get('key', 100)).toBe('of another process');
    });
    await connecting.close();
  });

  it('does not make a write good for ever whose time is over to the millisecond', async () => {
    const now = Date.now();
    const time = jest.spyOn(Date, 'now').mockReturnValue(now);
    store.behave('fail');
    await guard.set('key', 'old', 1_000);
    time.mockReturnValue(now + 1_000);
    store.behave('work');
    await eventually(() => expect(counters.recovered).toBe(1));
    expect(await store.get('key')).toBeUndefined();
  });

  it.each(['set', 'offer'] as const)('deletes after a %s that is slow', async (write) => {
    const { opened, open } = gate();
    store.holdNext('set', 'key', opened);
    const writing = guard[write]('key', 'old', 0);
    const deleting = guard.delete('key');
    open();
    expect(await Promise.all([writing, deleting])).toEqual([true, true]);
    expect(await store.get('key')).toBeUndefined();
  });

  it.each(['set', 'offer'] as const)('deletes after a %s that timed out', async (write) => {
    const { opened, open } = gate();
    store.holdNext('set', 'key', opened);
    expect(await guard[write]('key', 'old', 0)).toBe(false);
    const deleting = guard.delete('key');
    open();
    expect(await deleting).toBe(true);
    await allIsMadeGood();
    expect(await store.get('key')).toBeUndefined();
  });

  it('offers nothing that a write or a clear came after', async () => {
    const { opened, open } = gate();
    store.holdNext('delete', 'key', opened);
    store.holdNext('delete', 'other', opened);
    const deleting = [guard.delete('key'), guard.delete('other')];
    const offers = [guard.offer('key', 'old', 0), guard.offer('other', 'old', 0)];
    const writing = guard.set('key', 'new', 0);
    open();
    expect(await guard.clear()).toBe(true);
    expect(await Promise.all([...deleting, writing])).toEqual([true, true, false]);
    expect(await Promise.all(offers)).toEqual([false, false]);
    expect(await store.get('other')).toBeUndefined();
  });

  it('sends of many writes at once the first and the last', async () => {
    const entries = Array.from({ length: 100 }, (_, i) => `entry ${i}`);
    const written = await Promise.all(entries.map((entry) => guard.set('key', entry, 0)));
    expect(written).not.toContain(false);
    expect(store.asked).toEqual(['set key', 'set key']);
    expect(await store.get('key')).toBe('entry 99');
  });

  it('lets no other key wait, and none longer than the limit', async () => {
    store.holdNext('set', 'key', new Promise(() => undefined));
    const setting = guard.set('key', 'old', 0);
    const deleting = guard.delete('key');
    expect(await guard.set('other', 'entry', 0)).toBe(true);
    expect(await setting).toBe(false);
    await deleting;
    await eventually(() => expect(store.asked).toContain('delete key'));
    expect(await guard.set('key', 'new', 0)).toBe(true);
  });
});

/** One whose nodes change places, as in a cluster. */
class MovingStore extends HeldStore {
  names = ['a', 'b'];
  away = 'a';
  readonly clears: string[] = [];

  override nodes(): readonly string[] {
    return this.names;
  }

  override nodeOf(): string {
    return 'b';
  }

  override async clear(node = ''): Promise<void> {
    if (node === this.away) throw new Error('ECONNRESET');
    this.clears.push(node);
    await super.clear();
  }
}

describe('a clear that a node has missed', () => {
  it('goes to all nodes once that one is none of them any more', async () => {
    Logger.overrideLogger(false);
    const store = new MovingStore();
    const guard = new StoreGuard(store, new CacheCounters());
    guard.open();
    await eventually(() => expect(guard.available('key')).toBe(true));
    expect(await guard.clear()).toBe(false);
    store.names = ['b', 'heir'];
    // The first of b is that of the clear itself.
    await eventually(() => expect([...store.clears].sort()).toEqual(['b', 'b', 'heir']));
    await guard.close();
    Logger.overrideLogger(true);
  });
});
