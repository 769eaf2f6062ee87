import { describe, expect, it } from '@jest/globals';
import { iteratePages } from 'nestjs-production-readiness';
import { ArraySource } from '../array-source.js';

const rules = { nulls: 'largest', hasRowValues: true, isNullable: () => false } as const;
const source = new ArraySource([{ id: 1 }, { id: 2 }], rules);

describe('iteratePages', () => {
  it.each([0, -1, 1.5, NaN, Infinity])('refuses a size of %s', async (size) => {
    const pages = iteratePages(source, { key: 'id', size });
    await expect(pages.next()).rejects.toMatchObject({ name: 'PageFetchError', code: 'PAGE_SIZE' });
  });

  it('reads 1,000 rows at a time in the order of the key unless told', async () => {
    const { value } = await iteratePages(source, { key: 'id' }).next();
    expect(value).toEqual([{ id: 1 }, { id: 2 }]);
  });
});
