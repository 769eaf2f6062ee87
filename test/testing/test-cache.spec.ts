import { expect, it } from '@jest/globals';
import { testCache } from 'nestjs-production-readiness/testing';

it('lets time pass when the test says so', async () => {
  const { cache, advance } = await testCache({ ttl: 1_000 });
  await cache.set('key', 'value');
  advance(999);
  expect(await cache.get('key')).toBe('value');
  advance(10_000);
  expect(await cache.get('key')).toBeUndefined();
  await cache.disconnect();
});
