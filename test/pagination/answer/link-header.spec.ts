import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { linkHeader } from '../../../lib/pagination/answer/link-header.js';
import type { PageMeta } from '../../../lib/pagination/page.js';

const middle = { limit: 20, hasNext: true, hasPrevious: true, next: '4', previous: '2' };

/** The relations of a header, read as RFC 8288 writes them. */
function relations(header: string | undefined): Record<string, string> {
  const links = [...(header ?? '').matchAll(/<([^>]*)>; rel="([a-z]+)"/g)];
  return Object.fromEntries(links.map(([, reference = '', name = '']) => [name, reference]));
}

function next(url: string, meta: PageMeta = middle): string | undefined {
  return relations(linkHeader(url, meta))['next'];
}

describe('linkHeader', () => {
  it('names first, prev and next as references that are a query only', () => {
    expect(linkHeader('/cities?country=FR&page=3', middle)).toBe(
      '<?country=FR&page=1>; rel="first", <?country=FR&page=2>; rel="prev", <?country=FR&page=4>; rel="next"',
    );
  });

  it('names what there is on the first and on the last page', () => {
    const first = { ...middle, hasPrevious: false, previous: null, next: '2' };
    const last = { ...middle, hasNext: false, next: null };
    expect(Object.keys(relations(linkHeader('/', first)))).toEqual(['first', 'next']);
    expect(Object.keys(relations(linkHeader('/', last)))).toEqual(['first', 'prev']);
  });

  it('names the last page where the total is known', () => {
    const last = (total: number) => relations(linkHeader('/', { ...middle, total }))['last'];
    expect(last(81)).toBe('?page=5');
    expect(last(80)).toBe('?page=4');
    expect(last(0)).toBe('?page=1');
  });

  it('is left out when there is a single page', () => {
    const single = { ...middle, hasNext: false, hasPrevious: false, next: null, previous: null };
    expect(linkHeader('/cities', single)).toBeUndefined();
  });

  it.each([
    ['/cities', '?page=4'],
    ['/cities?', '?page=4'],
    ['/cities?page=3', '?page=4'],
    ['/cities?page=3&page=9', '?page=4'],
    ['/cities?p%61ge=3&%70%41%47%45=x', '?%70%41%47%45=x&page=4'],
    ['/cities?page', '?page=4'],
    ['/cities?limit=1000&page=3', '?limit=20&page=4'],
    ['/cities?%6Cimit=1000', '?limit=20&page=4'],
    ['/cities?&&a=1&', '?a=1&page=4'],
    ['/cities?a=1#b', '?a=1&page=4'],
    ['/cities#?a=1', '?page=4'],
    ['/cities?a=1?b', '?a=1?b&page=4'],
    ['/cities?search=a%26page%3D99%23x+y', '?search=a%26page%3D99%23x+y&page=4'],
    ['/cities?tag=a&tag=b&empty=&bare', '?tag=a&tag=b&empty=&bare&page=4'],
    ['/cities?broken=%E0%A4%A&%zz=1', '?broken=%E0%A4%A&%zz=1&page=4'],
    ['/cities?page[a]=1&pages=2', '?page[a]=1&pages=2&page=4'],
    ['http://host/cities?a=1', '?a=1&page=4'],
  ])('turns %s into %s', (url, expected) => {
    expect(next(url)).toBe(expected);
  });

  it.each([
    ['/?a=<b>"c"', '?a=%3Cb%3E%22c%22&page=4'],
    ['/?a=b\r\nX: y', '?a=b%0D%0AX:%20y&page=4'],
    ['/?a=\u00e9\u00ff', '?a=%E9%FF&page=4'],
    ['/?a=\u20ac\u{1F600}', '?a=%E2%82%AC%F0%9F%98%80&page=4'],
    ['/?a=\ud800', '?a=%EF%BF%BD&page=4'],
    ['/?a=\u0000\u007f', '?a=%00%7F&page=4'],
  ])('encodes what could end the reference or the header in %j', (url, expected) => {
    expect(next(url)).toBe(expected);
  });

  it('is left out rather than longer than proxies accept', () => {
    expect(linkHeader(`/?a=${'x'.repeat(1000)}`, middle)).toBeDefined();
    expect(linkHeader(`/?a=${'x'.repeat(2000)}`, middle)).toBeUndefined();
    expect(linkHeader(`/?a=${'"'.repeat(1000)}`, middle)).toBeUndefined();
  });

  it('is one safe header line with the three relations, whatever the query', () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string());
    fc.assert(
      fc.property(text, (query) => {
        const header = linkHeader(`/?${query}`, middle);
        expect(header).toMatch(/^[!-~ ]+$/);
        expect(header?.split(/<[^<>"\s]*>; rel="[a-z]+"/)).toEqual(['', ', ', ', ', '']);
      }),
      { numRuns: 500 },
    );
  });

  it('keeps the meaning of every other parameter', () => {
    const pairs = fc.array(fc.tuple(fc.string({ minLength: 1 }), fc.string()));
    fc.assert(
      fc.property(pairs, (sent) => {
        const others = sent.filter(([name]) => name !== 'page' && name !== 'limit');
        const query = new URLSearchParams(others).toString();
        const reference = next(`/?${query}`) ?? '';
        expect([...new URLSearchParams(reference)]).toEqual([...others, ['page', '4']]);
      }),
      { numRuns: 300 },
    );
  });
});
