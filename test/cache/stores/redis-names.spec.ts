import { describe, expect, it } from '@jest/globals';
import { RedisNames } from '../../../lib/cache/stores/redis/redis-names.js';

/** Processes of two versions share what has these names: another name would lose entries, and split leases. */
describe('the names on Redis', () => {
  const namesOf = (key: string, buckets = 1) =>
    new RedisNames('shop', buckets).bucketOf(key).all(key);

  it('begin with the namespace, and have the bucket in braces', () => {
    expect(namesOf('city:1')).toEqual([
      'shop:{shop.0}:v:city:1',
      'shop:{shop.0}:generation',
      'shop:{shop.0}:l:city:1',
    ]);
    expect(namesOf('city:1', 1_024)[0]).toBe('shop:{shop.667}:v:city:1');
  });

  it.each([
    ['is longer than 512 characters', 'k'.repeat(513)],
    ['has half a character', 'city:\ud800'],
  ])('hash a key that %s', (_, key) => {
    expect(namesOf(key)[0]).toMatch(/^shop:\{shop\.0\}:v#[\w-]{43}$/);
    expect(namesOf(key)[0]).not.toBe(namesOf(`${key}.`)[0]);
  });

  it('are one for reading and for writing', () => {
    const names = new RedisNames('shop', 1_024);
    for (const key of ['city:1', 'k'.repeat(513), '\ud800']) {
      expect(names.bucketOf(key).entry(key)).toBe(names.bucketOf(key).all(key)[0]);
    }
  });
});
