import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { Keyv } from 'keyv';
import { EventEmitter } from 'node:events';
import { StoreGuard } from '../../../lib/cache/guard/store-guard.js';
import { CacheCounters } from '../../../lib/cache/statistics/cache-counters.js';
import type { KeyvLike } from '../../../lib/cache/stores/keyv-like.js';
import { openKeyvStore } from '../../../lib/cache/stores/keyv.store.js';
import { eventually } from '../../support/eventually.js';

/** An adapter as there are several: while it is down it throws, or tells by an event and answers as if nothing were there. */
class Adapter extends EventEmitter {
  readonly opts = {};
  isDown = false;
  readonly #entries = new Map<string, string>();
  readonly #tells: 'throws' | 'emits' | 'refuses';

  constructor(tells: 'throws' | 'emits' | 'refuses') {
    super();
    this.#tells = tells;
  }

  get = async (key: string) => this.#answer(() => this.#entries.get(key), undefined);
  set = async (key: string, value: string) =>
    this.#answer(() => this.#entries.set(key, value) !== undefined, false);
  delete = async (key: string) => this.#answer(() => this.#entries.delete(key), false);
  clear = async () => this.#entries.clear();

  #answer<T>(work: () => T, nothing: T): T {
    if (!this.isDown) return work();
    if (this.#tells === 'throws') throw new Error('ECONNREFUSED');
    if (this.#tells === 'emits') this.emit('error', new Error('ECONNREFUSED'));
    return nothing;
  }
}

const kinds: [string, 'throws' | 'emits', (adapter: Adapter) => KeyvLike][] = [
  ['a Keyv over an adapter that throws', 'throws', (store) => new Keyv({ store })],
  ['a Keyv that emits no errors', 'throws', (store) => new Keyv({ store, emitErrors: false })],
  ['a Keyv over an adapter that emits', 'emits', (store) => new Keyv({ store })],
  ['an adapter that emits', 'emits', (store) => store],
];

describe.each(kinds)('an outage of %s', (_, tells, wrap) => {
  let adapter: Adapter;
  let counters: CacheCounters;
  let guard: StoreGuard;

  beforeEach(async () => {
    Logger.overrideLogger(false);
    adapter = new Adapter(tells);
    counters = new CacheCounters();
    guard = new StoreGuard(openKeyvStore(wrap(adapter), 'test').store, counters);
    guard.open();
    await eventually(() => expect(guard.available('user')).toBe(true));
    await guard.set('user', 'old', 0);
  });

  afterEach(async () => {
    await guard.close();
    Logger.overrideLogger(true);
  });

  it('does not lose a delete', async () => {
    adapter.isDown = true;
    expect(await guard.delete('user')).toBe(false);
    expect(await guard.get('user', 100)).toBeUndefined();
    adapter.isDown = false;
    await eventually(() => expect(counters.recovered).toBe(1));
    expect(await guard.get('user', 100)).toBeUndefined();
  });

  it('is felt by reads, and by the question whether it is back', async () => {
    adapter.isDown = true;
    await eventually(async () => {
      await guard.get('user', 100);
      expect(guard.available('user')).toBe(false);
    });
    expect(await guard.delete('user')).toBe(false);
    adapter.isDown = false;
    await eventually(() => expect(guard.available('user')).toBe(true));
    expect(await guard.get('user', 100)).toBeUndefined();
  });
});

it('a Keyv over an adapter that refuses a write has not written', async () => {
  const adapter = new Adapter('refuses');
  const { store } = openKeyvStore(new Keyv({ store: adapter }), 'test');
  await store.set('key', 'old', 0);
  adapter.isDown = true;
  await expect(store.set('key', 'new', 0)).rejects.toThrow();
});
