import { describe, expect, it } from '@jest/globals';
import { PaginationOptionsError } from '../../lib/pagination/pagination-options.error.js';
import { PaginationOptions } from '../../lib/pagination/pagination.options.js';

describe('PaginationOptions', () => {
  it('has defaults that hold without any configuration', () => {
    expect({ ...new PaginationOptions() }).toEqual({
      size: 50,
      max: 50,
      offsetMax: 10_000,
      overflow: 'clamp',
      names: {},
    });
  });

  it('takes the size as the maximum when no maximum is given', () => {
    expect(new PaginationOptions({ size: 20 }).max).toBe(20);
  });

  it('takes undefined values as not given', () => {
    const options = new PaginationOptions({
      size: undefined,
      max: undefined,
      offsetMax: undefined,
    });
    expect({ ...options }).toEqual({ ...new PaginationOptions() });
  });

  it('allows an offset of 0, which leaves the first page only', () => {
    expect(new PaginationOptions({ offsetMax: 0 }).offsetMax).toBe(0);
  });

  it('never changes what it was given', () => {
    const given = Object.freeze({ size: 10 });
    new PaginationOptions(given);
    expect(given).toEqual({ size: 10 });
  });

  it('is made once from an instance of itself', () => {
    const options = new PaginationOptions({ size: 10 });
    expect(PaginationOptions.from(options)).toBe(options);
  });

  it.each([
    ['a size of 0', { size: 0 }],
    ['a negative size', { size: -1 }],
    ['a fraction as size', { size: 1.5 }],
    ['NaN as size', { size: Number.NaN }],
    ['Infinity as size', { size: Number.POSITIVE_INFINITY }],
    ['a size above 1000', { size: 1001 }],
    ['text as size', { size: '10' as unknown as number }],
    ['a maximum below the size', { size: 20, max: 10 }],
    ['a maximum above 10000', { max: 10_001 }],
    ['a fraction as maximum', { max: 99.5 }],
    ['NaN as maximum', { max: Number.NaN }],
    ['a negative offset', { offsetMax: -1 }],
    ['NaN as offset', { offsetMax: Number.NaN }],
    ['Infinity as offset', { offsetMax: Number.POSITIVE_INFINITY }],
    ['an unknown overflow', { overflow: 'ignore' as unknown as 'clamp' }],
  ])('refuses %s', (_, options) => {
    expect(() => new PaginationOptions(options)).toThrow(PaginationOptionsError);
  });

  it('names every wrong value in one error with a stable code', () => {
    expect(() => new PaginationOptions({ size: 0, offsetMax: 1.5 })).toThrow(
      expect.objectContaining({
        code: 'PAGINATION_OPTIONS',
        message: expect.stringMatching(/size must be .* got 0[\s\S]*offsetMax must be .* got 1.5/),
      }),
    );
  });
});
