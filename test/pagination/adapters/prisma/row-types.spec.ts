import { expect, it } from '@jest/globals';
import type { Page, PageRequest } from 'nestjs-production-readiness';
import { paginate } from 'nestjs-production-readiness/prisma';

/** A model as both generators type it. */
interface CityModel {
  findMany(args?: object): PromiseLike<unknown>;
  count(args?: object): PromiseLike<number>;
  [symbol: symbol]: {
    types: {
      payload: {
        name: 'City';
        objects: object;
        scalars: { id: bigint; name: string; population: number | null };
        composites: object;
      };
      operations: { findMany: { args: CityArgs } };
    };
  };
}

interface CityArgs {
  where?: { name?: string; population?: number | null };
  select?: { id?: boolean; name?: boolean; population?: boolean } | null;
  omit?: { id?: boolean; name?: boolean; population?: boolean } | null;
  orderBy?: { id?: 'asc' };
  take?: number;
}

interface City {
  id: bigint;
  name: string;
  population: number | null;
}

/** Compiled, never run. */
export function rowsOf(page: PageRequest, cities: CityModel) {
  const all: Promise<Page<City>> = paginate(page, cities, { where: { name: 'Lyon' } });
  const plain: Promise<Page<City>> = paginate(page, cities);
  const selected = paginate(page, cities, { select: { id: true, population: true } });
  const some: Promise<Page<Pick<City, 'id' | 'population'>>> = selected;
  // @ts-expect-error name is not selected
  const unselected: Promise<Page<City>> = selected;
  const omitted = paginate(page, cities, { omit: { population: true } });
  const rest: Promise<Page<Omit<City, 'population'>>> = omitted;
  // @ts-expect-error population is omitted
  const whole: Promise<Page<City>> = omitted;
  // @ts-expect-error no such field
  const unknown = paginate(page, cities, { select: { nam: true } });
  // @ts-expect-error the page has its own order
  const ordered = paginate(page, cities, { where: {}, orderBy: { id: 'asc' } });
  // @ts-expect-error and its own length
  const taken = paginate(page, cities, { where: {}, take: 5 });
  return { all, plain, some, unselected, rest, whole, unknown, ordered, taken };
}

it('rows are typed by what is selected and omitted', () => {
  expect(rowsOf).toHaveLength(2);
});
