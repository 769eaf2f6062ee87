import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { PaginationException } from '../../../lib/pagination/pagination.exception.js';
import { PaginationOptions } from '../../../lib/pagination/pagination.options.js';
import { parsePageRequest } from '../../../lib/pagination/request/parse-page-request.js';

const options = new PaginationOptions({ size: 20, max: 50 });

function refusal(args: unknown, given: Partial<PaginationOptions> = options): PaginationException {
  try {
    parsePageRequest(args, given);
  } catch (error) {
    if (error instanceof PaginationException) return error;
    throw error;
  }
  throw new Error('was not refused');
}

describe('parsePageRequest', () => {
  it('starts at page 1 with the size of the options when nothing is asked for', () => {
    const first = { mode: 'page', limit: 20, page: 1, offset: 0, sort: [], total: 'none' };
    for (const args of [{}, undefined, null, Object.create(null), 'text', 5, []]) {
      expect(parsePageRequest(args, options)).toEqual(first);
    }
  });

  it('takes the defaults without options', () => {
    expect(parsePageRequest({}).limit).toBe(50);
  });

  it('works out the rows before the page', () => {
    const expected = { limit: 10, page: 3, offset: 20 };
    expect(parsePageRequest({ limit: '10', page: '3' }, options)).toMatchObject(expected);
  });

  it('takes real whole numbers as GraphQL arguments hold them', () => {
    expect(parsePageRequest({ limit: 10, page: 3 }, options)).toMatchObject({ limit: 10, page: 3 });
  });

  it('takes null and undefined arguments as absent', () => {
    const args = { limit: null, page: undefined, cursor: null };
    expect(parsePageRequest(args, options)).toMatchObject({ limit: 20, page: 1 });
  });

  it('shares one frozen empty sort', () => {
    const { sort } = parsePageRequest({}, options);
    expect(Object.isFrozen(sort)).toBe(true);
    expect(parsePageRequest({ page: '2' }, options).sort).toBe(sort);
  });

  it('checks plain options', () => {
    expect(parsePageRequest({ limit: '99' }, { size: 5, max: 8 }).limit).toBe(8);
    expect(() => parsePageRequest({}, { size: 0 })).toThrow('size must be');
  });

  it('clamps a limit above the maximum', () => {
    expect(parsePageRequest({ limit: '51' }, options).limit).toBe(50);
    expect(parsePageRequest({ limit: '999999999' }, options).limit).toBe(50);
    expect(parsePageRequest({ limit: 1_000_000 }, options).limit).toBe(50);
  });

  it('refuses a limit above the maximum when overflow is reject', () => {
    const strict = { size: 20, max: 50, overflow: 'reject' } as const;
    expect(parsePageRequest({ limit: '50' }, strict).limit).toBe(50);
    expect(refusal({ limit: '51' }, strict)).toMatchObject({ code: 'PAGINATION_LIMIT' });
  });

  it.each([
    0,
    -1,
    -0,
    1.5,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    1e9,
    2 ** 53,
    5n,
    true,
    Symbol('5'),
  ])('refuses the number, boolean or symbol %p', (value) => {
    expect(refusal({ limit: value }).code).toBe('PAGINATION_LIMIT');
    expect(refusal({ page: value }).code).toBe('PAGINATION_PAGE');
  });

  it.each([
    ['a list', ['5']],
    ['an object', { gt: '5' }],
    ['a Number object', new Number(5)],
  ])('refuses %s', (_, value) => {
    expect(refusal({ limit: value }).code).toBe('PAGINATION_LIMIT');
    expect(refusal({ page: value }).code).toBe('PAGINATION_PAGE');
  });

  it('refuses a page whose rows start after the furthest offset, and says how deep it may go', () => {
    expect(parsePageRequest({ limit: '10', page: '1001' }, options).offset).toBe(10_000);
    const error = refusal({ limit: '10', page: '1002' });
    expect(error).toMatchObject({ code: 'PAGINATION_OFFSET', parameter: 'page' });
    expect(error.message).toMatch(/10000 rows.*page 1001.*Narrow the filter/);
  });

  it('counts the depth with the effective limit', () => {
    expect(parsePageRequest({ limit: '1000', page: '201' }, options).offset).toBe(10_000);
    expect(refusal({ limit: '1000', page: '202' }).code).toBe('PAGINATION_OFFSET');
  });

  it('refuses any cursor', () => {
    expect(refusal({ cursor: '' })).toMatchObject({
      code: 'PAGINATION_CURSOR',
      parameter: 'cursor',
    });
  });

  it.each([
    ['limit[]', 'limit'],
    ['limit[', 'limit'],
    ['limit[gt]', 'limit'],
    ['page[]', 'page'],
    ['page[size]', 'page'],
    ['cursor[]', 'cursor'],
    ['per_page', 'limit'],
    ['per_page[]', 'limit'],
    ['pageSize[x]', 'limit'],
    ['perPage', 'limit'],
    ['page_size', 'limit'],
    ['pageSize', 'limit'],
  ])('refuses %s, which stands in for %s', (name, parameter) => {
    for (const args of [{ [name]: '5' }, { limit: '5', page: '1', [name]: '5' }]) {
      expect(refusal(args)).toMatchObject({ parameter });
    }
  });

  it('names the known look-alike and never another', () => {
    expect(refusal({ per_page: '5' }).message).toContain('Use limit instead of per_page');
    expect(refusal({ 'limit[<script>]': '5' }).message).not.toContain('script');
  });

  it.each(['limits', 'pages', 'pagesize', 'cursors', 'l', 'p', 'c', '', 'population', 'offset'])(
    'leaves the parameter %p to the application',
    (name) => {
      expect(parsePageRequest({ [name]: 'x' }, options).limit).toBe(20);
    },
  );

  it('is not led astray by names of the prototype', () => {
    const args: unknown = JSON.parse(
      '{"__proto__": {"limit": 9}, "constructor": "x", "limit": "7"}',
    );
    expect(parsePageRequest(args, options)).toMatchObject({ limit: 7, page: 1 });
  });

  it('answers 400 with a stable body', () => {
    const error = refusal({ limit: 'abc' });
    expect(error.getStatus()).toBe(400);
    expect(error.getResponse()).toEqual({
      statusCode: 400,
      error: 'Bad Request',
      code: 'PAGINATION_LIMIT',
      parameter: 'limit',
      message: 'limit must be a whole number from 1 to 50, in digits, given once.',
    });
  });

  it('gives a page within the limits, or refuses, whatever it is given', () => {
    const name = fc.oneof(
      fc.constantFrom('limit', 'page', 'cursor', 'limit[]', 'per_page', '__proto__'),
      fc.string(),
    );
    const value = fc.oneof(fc.nat().map(String), fc.integer(), fc.anything());
    fc.assert(
      fc.property(fc.dictionary(name, value), (args) => {
        const outcome = attempt(args);
        if (outcome instanceof PaginationException) {
          expect(outcome.code).toMatch(/^PAGINATION_(LIMIT|PAGE|CURSOR|OFFSET)$/);
        } else {
          expect(outcome.limit).toBeGreaterThanOrEqual(1);
          expect(outcome.limit).toBeLessThanOrEqual(50);
          expect(outcome.offset).toBe((outcome.page - 1) * outcome.limit);
          expect(outcome.offset).toBeLessThanOrEqual(10_000);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

function attempt(args: unknown) {
  try {
    return parsePageRequest(args, options);
  } catch (error) {
    if (error instanceof PaginationException) return error;
    throw error;
  }
}
