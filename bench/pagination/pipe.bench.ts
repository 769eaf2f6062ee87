import { parse } from 'node:querystring';
import { type ArgumentMetadata, DefaultValuePipe, ParseIntPipe } from '@nestjs/common';
import { CursorCodec } from '../../lib/pagination/cursor/cursor-codec.js';
import { linkHeader } from '../../lib/pagination/answer/link-header.js';
import type { PageMeta } from '../../lib/pagination/page.js';
import type { CursorPageRequest } from '../../lib/pagination/page-request.js';
import { PaginationOptions } from '../../lib/pagination/pagination.options.js';
import { PaginationPipe } from '../../lib/pagination/pagination.pipe.js';
import { PaginateDeclaration } from '../../lib/pagination/request/paginate-declaration.js';
import { PaginateTransform } from '../../lib/pagination/request/paginate.transform.js';
import { RequestedList } from '../../lib/pagination/request/requested-list.js';
import { KeyRing } from '../../lib/signing/key-ring.js';
import { median } from '../median.js';

class CitiesController {
  list(this: void): void {}
}

const ROUNDS = 31;
const CALLS = 100_000;
/** As long as the pair takes for its calls, so that both are interrupted as often. */
const CURSOR_CALLS = 200;
const PAIR_CALLS = 5_000;
/** Times of the pair. */
const GOALS = { pipe: 0.3, cursor: 50, link: 5 };

type Query = Readonly<Record<string, unknown>>;
type Candidates = Readonly<Record<string, () => unknown>>;

// Fastify's parser fills an object that V8 keeps fast, as these copies; Express's makes a dictionary, slow to enumerate.
const expressPaged = queries((index) => `limit=${(index % 50) + 1}&page=${(index % 90) + 1}`);
const paged = expressPaged.map((query) => ({ ...query }));
const unpaged = queries(() => '').map((query) => ({ ...query }));
const manyNames = queries(
  (index) => `country=FR&search=city${index}&sort=name&limit=20&page=3`,
).map((query) => ({ ...query }));

const wholeQuery: ArgumentMetadata = { type: 'query', metatype: Object };
const pipe = new PaginationPipe({ size: 50, max: 100 });
const limitDefault = new DefaultValuePipe(50);
const pageDefault = new DefaultValuePipe(1);
const parseInteger = new ParseIntPipe();

// Three lists of the same cursors, each sealed by another key of one ring.
const secrets = ['a', 'b', 'c'].map((letter) => `${letter}Hq8sV2xZ0mKp4LwR7tYc1NfGj5DbU9eA3iOo6`);
const [current = '', ...fallbacks] = secrets;
const list = new PaginateDeclaration({
  key: 'id',
  sort: { population: 'desc' },
  sortable: ['name', 'population'],
  filters: ['country', 'search'],
});
const transform = new PaginateTransform(
  new PaginationOptions({ size: 50, max: 100 }),
  codec(current, fallbacks),
);
const [byCurrent = [], byFallback = [], byOldest = []] = secrets.map((secret) =>
  cursorLists(secret),
);

const CURSOR_LINES: Readonly<Record<string, string>> = {
  current: '@Paginate, a cursor of the current key',
  fallback: '@Paginate, a cursor of the first fallback',
  oldest: '@Paginate, a cursor of the last fallback',
  sealing: 'sealing two cursors',
  peer: 'the pair in the same rounds',
};

const url = '/cities?country=FR&search=a%20b&limit=1000&page=2';
const meta: PageMeta = { limit: 50, hasNext: true, hasPrevious: true, next: '3', previous: '1' };

const medians = await measure({
  pipe: () => transformAll(paged),
  pipeAwaited: () => awaitAll(paged),
  pipeUnused: () => transformAll(unpaged),
  pipeManyNames: () => transformAll(manyNames),
  peer: () => parseAllByPairs(paged),
});
// Apart from the rest: an application has one parser, and V8 learns one kind of object.
const expressMedians = await measure({
  pipe: () => transformAll(expressPaged),
  peer: () => parseAllByPairs(expressPaged),
});
const linkMedians = await measure({
  link: () => buildLinks((index) => linkHeader(url, { ...meta, next: String(index) })),
  peer: () => buildLinks((index) => linkByUrlSearchParams(url, { ...meta, next: String(index) })),
});
const cursorMedians = await measure(
  {
    current: () => transformCursors(byCurrent),
    fallback: () => transformCursors(byFallback),
    oldest: () => transformCursors(byOldest),
    sealing: () => sealCursors(byCurrent),
    peer: () => parseAllByPairs(paged, PAIR_CALLS),
  },
  {
    current: CURSOR_CALLS,
    fallback: CURSOR_CALLS,
    oldest: CURSOR_CALLS,
    sealing: CURSOR_CALLS,
    peer: PAIR_CALLS,
  },
);
const slowest = Math.max(cursorMedians.current, cursorMedians.fallback, cursorMedians.oldest);
const gates = [
  { name: 'the pipe', ratio: medians.pipe / medians.peer, goal: GOALS.pipe },
  { name: 'a cursor by whichever key', ratio: slowest / cursorMedians.peer, goal: GOALS.cursor },
  { name: 'a Link header', ratio: linkMedians.link / medians.peer, goal: GOALS.link },
];
report();
process.exitCode = gates.every(({ ratio, goal }) => ratio < goal) ? 0 : 1;

function codec(first: string, others: string[] = []): CursorCodec {
  const ring = new KeyRing({ current: first, fallbacks: others });
  return new CursorCodec(ring.derive('pagination-cursor'));
}

/** As Fastify's parser and @Paginate() hand them over. */
function listOf(index: number, cursor?: string): RequestedList {
  const query = { country: 'FR', search: `city${index}`, limit: '20', cursor };
  const { list } = CitiesController.prototype;
  return new RequestedList(query, CitiesController, list, ['/cities', {}, undefined], null);
}

function cursorLists(secret: string): RequestedList[] {
  const sealing = new PaginateTransform(transform.options, codec(secret));
  return Array.from({ length: 128 }, (_, index) =>
    listOf(index, sealed(sealing.transform(listOf(index), declared()), index)),
  );
}

function declared(): ArgumentMetadata {
  return { type: 'custom', metatype: Object, data: list as unknown as string };
}

function sealed(request: unknown, index: number): string {
  const values = [1_000_000 + index, index];
  return (request as CursorPageRequest).seal({ values, direction: 'forward', isInclusive: false });
}

function transformCursors(lists: readonly RequestedList[]): unknown {
  const metadata = declared();
  let last: unknown;
  for (let call = 0; call < CURSOR_CALLS; call++) {
    last = transform.transform(lists[call % lists.length], metadata);
  }
  return last;
}

/** What a page with both neighbours costs on top: two cursors. */
function sealCursors(lists: readonly RequestedList[]): unknown {
  const request = transform.transform(lists[0], declared());
  let last: unknown;
  for (let call = 0; call < CURSOR_CALLS; call++) {
    last = [sealed(request, call), sealed(request, call + 1)];
  }
  return last;
}

function queries(text: (index: number) => string): Query[] {
  return Array.from({ length: 128 }, (_, index) => parse(text(index)));
}

function at(list: readonly Query[], call: number): Query {
  return list[call % list.length] ?? {};
}

function transformAll(list: readonly Query[]): unknown {
  let last: unknown;
  for (let call = 0; call < CALLS; call++) last = pipe.transform(at(list, call), wholeQuery);
  return last;
}

async function awaitAll(list: readonly Query[]): Promise<unknown> {
  let last: unknown;
  for (let call = 0; call < CALLS; call++) last = await pipe.transform(at(list, call), wholeQuery);
  return last;
}

/** `@Query('limit', new DefaultValuePipe(50), ParseIntPipe) limit` and the same for page: the recipe of Nest's documentation. */
async function parseAllByPairs(list: readonly Query[], calls = CALLS): Promise<unknown> {
  const limitName: ArgumentMetadata = { type: 'query', metatype: Number, data: 'limit' };
  const pageName: ArgumentMetadata = { type: 'query', metatype: Number, data: 'page' };
  let last: unknown;
  for (let call = 0; call < calls; call++) {
    const query = at(list, call);
    const limit = limitDefault.transform(query['limit'], limitName) as string;
    const page = pageDefault.transform(query['page'], pageName) as string;
    last = {
      limit: await parseInteger.transform(limit, limitName),
      page: await parseInteger.transform(page, pageName),
    };
  }
  return last;
}

function buildLinks(build: (index: number) => unknown): unknown {
  let last: unknown;
  for (let call = 0; call < CALLS; call++) last = build(call);
  return last;
}

function linkByUrlSearchParams(from: string, { limit, previous, next }: PageMeta): string {
  const relations = { first: '1', prev: previous, next };
  return Object.entries(relations)
    .map(([relation, page]) => {
      const query = new URLSearchParams(from.slice(from.indexOf('?') + 1));
      query.set('limit', String(limit));
      query.set('page', String(page));
      return `<?${query.toString()}>; rel="${relation}"`;
    })
    .join(', ');
}

/** Nanoseconds of one call, the median over rounds in which every candidate has its turn. */
async function measure<C extends Candidates>(
  candidates: C,
  calls: Readonly<Record<string, number>> = {},
): Promise<Record<keyof C, number>> {
  const names: (keyof C)[] = Object.keys(candidates);
  const rounds = new Map(names.map((name) => [name, [] as number[]]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, times] of rounds) {
      const start = process.hrtime.bigint();
      await candidates[name]?.();
      times.push(Number(process.hrtime.bigint() - start) / (calls[String(name)] ?? CALLS));
    }
  }
  const pairs = [...rounds].map(([name, times]) => [name, median(times)]);
  return Object.fromEntries(pairs) as Record<keyof C, number>;
}

function report(): void {
  const line = (name: string, time: number, peer: number) =>
    console.log(
      `${name.padEnd(52)} ${time.toFixed(1).padStart(8)} ns   ${(time / peer).toFixed(2)}x`,
    );
  const { peer } = medians;
  line('DefaultValuePipe + ParseIntPipe, limit and page', peer, peer);
  line('PaginationPipe, limit and page', medians.pipe, peer);
  line('PaginationPipe, limit and page, awaited as Nest does', medians.pipeAwaited, peer);
  line('PaginationPipe, limit, page and three other names', medians.pipeManyNames, peer);
  line('PaginationPipe, no parameters', medians.pipeUnused, peer);
  line("the pair on the dictionary of Express's parser", expressMedians.peer, expressMedians.peer);
  line(
    "PaginationPipe on the dictionary of Express's parser",
    expressMedians.pipe,
    expressMedians.peer,
  );
  line('Link header by URLSearchParams, three relations', linkMedians.peer, linkMedians.peer);
  line('Link header by linkHeader(), three relations', linkMedians.link, linkMedians.peer);
  for (const [name, time] of Object.entries(cursorMedians)) {
    line(`${CURSOR_LINES[name] ?? name}`, time, cursorMedians.peer);
  }
  for (const { name, ratio, goal } of gates) {
    const verdict = ratio < goal ? 'reached' : 'missed';
    console.log(`goal: ${name} under ${goal}x of the pair, ${ratio.toFixed(2)}x; ${verdict}`);
  }
}
