import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { createProductionCache } from '../../../lib/cache/engine/create-production-cache.js';
import type { ProductionCache } from '../../../lib/cache/engine/production-cache.js';
import { CuttableProxy } from '../../support/cuttable-proxy.js';
import { describeWithServer } from '../../support/describe-with-server.js';
import { eventually } from '../../support/eventually.js';

for (const provider of ['redis', 'memcached'] as const) {
  describeWithServer(provider, `a connection to ${provider} that dies without a sign`, (url) => {
    const port = Number(url && new URL(url).port);
    const namespace = `test-${randomUUID()}`;
    let proxy: CuttableProxy;
    let cache: ProductionCache;
    let other: ProductionCache;

    beforeEach(async () => {
      proxy = await CuttableProxy.start();
      const options = { provider, namespace, memory: false } as const;
      const behind = `${provider}://127.0.0.1:${proxy.port}`;
      cache = await createProductionCache({ ...options, url: behind });
      other = await createProductionCache({ ...options, url });
    });

    afterEach(async () => {
      await Promise.all([cache.disconnect(), other.disconnect()]);
      proxy.close();
    });

    /** Through the server in both directions. */
    async function isNormal(): Promise<void> {
      await eventually(async () => {
        const key = randomUUID();
        await cache.set(key, 'written');
        expect(await other.get(key)).toBe('written');
        await other.set(key, 'written elsewhere');
        expect(await cache.get(key)).toBe('written elsewhere');
      });
    }

    /** Every answer in time and right. */
    async function useAll(): Promise<void> {
      for (let i = 0; i < 20; i++) {
        const key = randomUUID();
        const began = performance.now();
        expect(await cache.wrap(key, () => ({ i }))).toEqual({ i });
        await cache.set(key, i);
        await cache.mget([key, randomUUID()]);
        await cache.del(key);
        expect(await cache.get(key)).toBeUndefined();
        expect(performance.now() - began).toBeLessThan(2_000);
      }
    }

    it('at boot fails no request, and another is made once the server answers', async () => {
      await useAll();
      await eventually(() => expect(proxy.swallowed).toBeGreaterThan(0));
      await useAll();
      proxy.forward(port);
      await isNormal();
    });

    it('later fails no request, and what was deleted meanwhile is gone', async () => {
      proxy.forward(port);
      await isNormal();
      await other.set('deleted', 'old');
      proxy.cut();
      await useAll();
      await cache.del('deleted');
      expect(proxy.swallowed).toBeGreaterThan(0);
      expect(await other.get('deleted')).toBe('old');
      proxy.forward(port);
      await isNormal();
      expect(await other.get('deleted')).toBeUndefined();
    });
  });
}
