import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { createProductionCache } from '../../../lib/cache/engine/create-production-cache.js';
import type { ProductionCache } from '../../../lib/cache/engine/production-cache.js';
import { describeWithServer } from '../../support/describe-with-server.js';
import { eventually } from '../../support/eventually.js';
import { gate } from '../../support/gate.js';

/** Milliseconds; memory would hold a loaded value for five seconds where nothing tells of writes elsewhere. */
const SOON = 2_500;

describeWithServer('memcached', 'a load without a bus', (url) => {
  let own: ProductionCache;
  let other: ProductionCache;

  beforeEach(async () => {
    const namespace = `test-${randomUUID()}`;
    const options = { provider: 'memcached', url, namespace, memory: true } as const;
    own = await createProductionCache(options);
    other = await createProductionCache(options);
    for (const [writer, reader] of [
      [own, other],
      [other, own],
    ] as const) {
      await eventually(async () => {
        const key = randomUUID();
        await writer.set(key, 1);
        expect(await reader.get(key)).toBe(1);
      });
    }
  });

  afterEach(async () => {
    await Promise.all([own.disconnect(), other.disconnect()]);
  });

  it.each([
    ['writes the key', () => other.set('key', 'new'), 'new'],
    ['deletes the key', () => other.del('key'), undefined],
    ['clears the cache', () => other.clear(), undefined],
  ])('during which another instance %s leaves nothing of it in memory', async (_, act, left) => {
    const { opened: started, open: start } = gate();
    const { opened, open } = gate();
    const loading = own.wrap('key', async () => {
      start();
      await opened;
      return 'old';
    });
    await started;
    await act();
    open();
    expect(await loading).toBe('old');
    await eventually(async () => expect(await own.get('key')).toBe(left), SOON);
    expect(await other.get('key')).toBe(left);
  });

  it('is kept although a listener of set throws', async () => {
    own.on('set', () => {
      throw new Error('a listener');
    });
    await expect(own.wrap('key', () => 'value')).rejects.toThrow('a listener');
    await eventually(async () => expect(await other.get('key')).toBe('value'), SOON);
  });
});
