import { parse } from 'node:querystring';
import { type ArgumentMetadata, DefaultValuePipe, ParseIntPipe } from '@nestjs/common';
import { linkHeader } from '../lib/pagination/answer/link-header.js';
import type { PageMeta } from '../lib/pagination/page.js';
import { PaginationPipe } from '../lib/pagination/pagination.pipe.js';
import { median } from './median.js';

const ROUNDS = 31;
const CALLS = 100_000;
const GOAL = 0.3;

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
const ratio = medians.pipe / medians.peer;
report();
process.exitCode = ratio < GOAL ? 0 : 1;

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
async function parseAllByPairs(list: readonly Query[]): Promise<unknown> {
  const limitName: ArgumentMetadata = { type: 'query', metatype: Number, data: 'limit' };
  const pageName: ArgumentMetadata = { type: 'query', metatype: Number, data: 'page' };
  let last: unknown;
  for (let call = 0; call < CALLS; call++) {
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
async function measure<C extends Candidates>(candidates: C): Promise<Record<keyof C, number>> {
  const names: (keyof C)[] = Object.keys(candidates);
  const rounds = new Map(names.map((name) => [name, [] as number[]]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, times] of rounds) {
      const start = process.hrtime.bigint();
      await candidates[name]?.();
      times.push(Number(process.hrtime.bigint() - start) / CALLS);
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
  console.log(`goal: under ${GOAL}x of the pair; ${ratio < GOAL ? 'reached' : 'missed'}`);
}
