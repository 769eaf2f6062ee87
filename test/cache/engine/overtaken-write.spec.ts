import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { createProductionCache } from '../../../lib/cache/engine/create-production-cache.js';
import type { ProductionCache } from '../../../lib/cache/engine/production-cache.js';
import { CuttableProxy } from '../../support/cuttable-proxy.js';
import { describeWithServer } from '../../support/describe-with-server.js';
import { eventually } from '../../support/eventually.js';
import { gate } from '../../support/gate.js';

for (const provider of ['redis', 'memcached'] as const) {
  describeWithServer(provider, `writes of an instance that ${provider} is cut off from`, (url) => {
    const port = Number(url && new URL(url).port);
    let proxy: CuttableProxy;
    let cut: ProductionCache;
    let other: ProductionCache;

    beforeEach(async () => {
      proxy = await CuttableProxy.start();
      proxy.forward(port);
      const options = { provider, namespace: `test-${randomUUID()}` };
      const behind = `${provider}://127.0.0.1:${proxy.port}`;
      cut = await createProductionCache({ ...options, url: behind });
      other = await createProductionCache({ ...options, url });
      await eventually(async () => {
        await cut.set('price', 'before');
        expect(await other.get('price')).toBe('before');
      });
    });

    afterEach(async () => {
      await Promise.all([cut.disconnect(), other.disconnect()]);
      proxy.close();
    });

    it('are made good over what was there before', async () => {
      proxy.cut();
      await cut.set('price', 'lost');
      proxy.forward(port);
      await eventually(async () => expect(await other.get('price')).toBe('lost'));
      expect(await cut.get('price')).toBe('lost');
    });

    it('are made good over a load that was asked for before them', async () => {
      const { opened, open } = gate();
      let hasBegun = false;
      const loading = other.wrap('load', async () => {
        hasBegun = true;
        await opened;
        return 'of before';
      });
      await eventually(() => expect(hasBegun).toBe(true));
      const began = Date.now();
      await eventually(() => expect(Date.now()).toBeGreaterThan(began));
      proxy.cut();
      await cut.set('load', 'lost');
      open();
      expect(await loading).toBe('of before');
      proxy.forward(port);
      await eventually(async () => expect(await other.get('load')).toBe('lost'));
      await eventually(async () => expect(await cut.get('load')).toBe('lost'));
    });

    it('are dropped where somebody else has written since', async () => {
      proxy.cut();
      await cut.set('price', 'lost');
      await cut.set('last', 'lost');
      const lostAt = Date.now();
      await eventually(() => expect(Date.now()).toBeGreaterThan(lostAt));
      await other.set('price', 'newer');
      expect(await cut.get('price')).toBe('lost');
      proxy.forward(port);
      await eventually(async () => expect(await other.get('last')).toBe('lost'));
      await eventually(async () => expect(await cut.get('price')).toBe('newer'));
      expect(await other.get('price')).toBe('newer');
    });
  });
}
