import { describe, expect, it } from '@jest/globals';
import {
  fetchPage,
  PageSource,
  parsePageRequest,
  type PageRequest,
  type PositionedRow,
} from 'nestjs-production-readiness';
import { requestOf } from '../adapters/walk-pages.js';

/** A database with one connection, which does one query at a time. */
class SingleConnection extends PageSource<{ id: number }> {
  readonly sent: string[] = [];
  #isBusy = false;

  walk(): Promise<PositionedRow<{ id: number }>[]> {
    return this.#query('rows', [{ row: { id: 1 }, values: [1] }]);
  }

  window(): Promise<{ id: number }[]> {
    return this.#query('rows', [{ id: 1 }]);
  }

  count(most?: number): Promise<number> {
    return this.#query(most === undefined ? 'count' : 'limited count', 1);
  }

  override estimate(): Promise<number | undefined> {
    return this.#query('estimate', undefined);
  }

  async #query<Result>(name: string, result: Result): Promise<Result> {
    if (this.#isBusy) throw new Error('The connection is busy.');
    this.#isBusy = true;
    await new Promise((resolve) => setImmediate(resolve));
    this.#isBusy = false;
    this.sent.push(name);
    return result;
  }
}

describe('fetchPage', () => {
  const requests: [string, PageRequest, string[]][] = [
    ['a page', requestOf([], undefined), ['rows']],
    ['an exact total', requestOf([], undefined, { total: 'exact' }), ['rows', 'count']],
    [
      'an estimated total that there is no estimate for',
      requestOf([], undefined, { total: 'estimated' }),
      ['rows', 'estimate', 'limited count'],
    ],
    [
      'a page by number and its total',
      { ...parsePageRequest({ page: 1 }), total: 'exact' },
      ['rows', 'count'],
    ],
  ];

  it.each(requests)('reads %s one query after the other', async (_, request, sent) => {
    const source = new SingleConnection();
    await fetchPage(request, source);
    expect(source.sent).toEqual(sent);
  });
});
