import { describe, expect, it } from '@jest/globals';
import {
  fetchPage,
  Page,
  type PageRequest,
  PageSource,
  type PositionedRow,
  type TotalKind,
} from 'nestjs-production-readiness';

/** As many rows as it is told. */
class Rows extends PageSource<number> {
  constructor(private readonly rows: number) {
    super();
  }

  async walk({ take }: { take: number }): Promise<PositionedRow<number>[]> {
    return Array.from({ length: Math.min(take, this.rows) }, (_, i) => ({ row: i, values: [i] }));
  }

  async window({ take }: { take: number }): Promise<number[]> {
    return Array.from({ length: Math.min(take, this.rows) }, (_, i) => i);
  }

  async count(most = Infinity): Promise<number> {
    return Math.min(most, this.rows);
  }
}

function request(given: object = {}): PageRequest {
  const sort = [{ field: 'id', direction: 'asc' }];
  const seal = () => 'sealed';
  return {
    mode: 'cursor',
    limit: 5,
    sort,
    position: undefined,
    seal,
    total: 'none',
    ...given,
  } as PageRequest;
}

describe('The request of fetchPage', () => {
  it.each<[TotalKind, number, object]>([
    ['none', 20_000, {}],
    ['capped', 10_000, { total: 10_000 }],
    ['capped', 10_001, { total: 10_000, totalIs: 'atLeast' }],
    ['estimated', 10_001, { total: 10_000, totalIs: 'atLeast' }],
    ['exact', 10_001, { total: 10_001 }],
  ])('with the total %s of %i rows', async (total, rows, expected) => {
    const { meta } = await fetchPage(request({ total }), new Rows(rows));
    expect(meta).toEqual({
      limit: 5,
      hasNext: true,
      hasPrevious: false,
      next: 'sealed',
      previous: null,
      ...expected,
    });
  });

  const forged: [string, object][] = [
    ['a direction that is SQL', { sort: [{ field: 'id', direction: 'asc, (select 1)' }] }],
    ['a sort that is no list', { sort: 'id' }],
    ['a limit that is text', { limit: '5' }],
    ['a limit below 1', { limit: 0 }],
    ['a limit that is no whole number', { limit: 1.5 }],
    ['nothing to seal with', { seal: undefined }],
    ['an offset that is text', { mode: 'page', page: 1, offset: '1' }],
    ['a negative offset', { mode: 'page', page: 1, offset: -5 }],
  ];

  it.each(forged)(
    'refuses what a client could have sent in place of a request: %s',
    async (_, given) => {
      const error = expect.objectContaining({ name: 'PageFetchError', code: 'PAGE_REQUEST' });
      await expect(fetchPage(request(given), new Rows(9))).rejects.toEqual(error);
      const page = { mode: 'page', page: 1, offset: 0, ...given };
      if ('seal' in given) return;
      await expect(Page.fetch(request(page), () => [])).rejects.toEqual(error);
    },
  );
});
