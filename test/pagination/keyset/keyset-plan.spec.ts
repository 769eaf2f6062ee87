import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  type CursorValue,
  iteratePages,
  keysetPlan,
  type KeysetPosition,
  type KeysetRules,
  oneConditionOf,
  type PageSort,
} from 'nestjs-production-readiness';
import { ArraySource, by, holds, type Row, sorted, valuesOf } from '../array-source.js';

interface Case {
  readonly sort: readonly PageSort[];
  readonly rules: KeysetRules;
  readonly rows: readonly Row[];
  readonly position: KeysetPosition;
}

const direction = fc.constantFrom<PageSort['direction']>('asc', 'desc');

/** Small domains, so that there are many ties and NULLs, and positions between, on and beyond the rows. */
const cases: fc.Arbitrary<Case> = fc
  .record({
    columns: fc.array(fc.record({ direction, isNullable: fc.boolean() }), { maxLength: 5 }),
    keyDirection: direction,
    nulls: fc.constantFrom<KeysetRules['nulls']>('largest', 'smallest'),
    hasRowValues: fc.boolean(),
  })
  .chain(({ columns, keyDirection, nulls, hasRowValues }) => {
    const sort = [
      ...columns.map((column, i) => ({ field: `c${i}`, direction: column.direction })),
      { field: 'id', direction: keyDirection },
    ];
    const values = columns.map(({ isNullable }) => {
      const number = fc.integer({ min: 0, max: 2 });
      return isNullable ? fc.option(number) : number;
    });
    const isNullable = (field: string) => columns[Number(field.slice(1))]?.isNullable === true;
    return fc.record({
      sort: fc.constant(sort),
      rules: fc.constant({ nulls, hasRowValues, isNullable }),
      rows: fc
        .array(fc.tuple(...values), { maxLength: 25 })
        .map((rows) => rows.map((row, id) => rowOf(row, id * 2))),
      position: fc.record({
        values: fc
          .tuple(fc.tuple(...values), fc.integer({ min: -1, max: 51 }))
          .map(([row, id]) => [...row, id]),
        direction: fc.constantFrom<KeysetPosition['direction']>('forward', 'backward'),
        isInclusive: fc.boolean(),
      }),
    });
  });

function rowOf(values: readonly CursorValue[], id: number): Row {
  return { ...Object.fromEntries(values.map((value, i) => [`c${i}`, value])), id };
}

/** By the definition of an order, without a plan. */
function rowsAfter({ sort, rules, rows, position }: Case): Row[] {
  const at = Object.fromEntries(sort.map(({ field }, i) => [field, position.values[i] ?? null]));
  const isBackward = position.direction === 'backward';
  const list = isBackward ? sorted(rows, sort, rules).reverse() : sorted(rows, sort, rules);
  return list.filter((row) => {
    const distance = by(sort, rules)(row, at);
    return distance === 0 ? position.isInclusive : isBackward ? distance < 0 : distance > 0;
  });
}

/** The last column alone is not unique in these lists, all of them together are. */
function declared(sort: readonly PageSort[]) {
  return {
    key: sort.map(({ field }) => field),
    sort: Object.fromEntries(sort.map(({ field, direction }) => [field, direction])),
  };
}

describe('A keyset plan', () => {
  it('finds exactly the rows after a position, range after range, in the order of reading', () => {
    fc.assert(
      fc.property(cases, (given) => {
        const { sort, rules, rows, position } = given;
        const { order, ranges } = keysetPlan(sort, position, rules);
        const read = ranges.flatMap((range) =>
          sorted(
            rows.filter((row) => holds(range, row)),
            order,
            rules,
          ),
        );
        expect(read).toEqual(rowsAfter(given));
      }),
      { numRuns: 5_000 },
    );
  });

  it('finds the same rows as one condition', () => {
    fc.assert(
      fc.property(cases, (given) => {
        const { sort, rules, rows, position } = given;
        const plan = keysetPlan(sort, position, rules);
        const condition = oneConditionOf(plan, position, rules);
        const read = rows.filter((row) => condition !== undefined && holds(condition, row));
        expect(sorted(read, plan.order, rules)).toEqual(rowsAfter(given));
      }),
      { numRuns: 5_000 },
    );
  });

  it('walks a whole list to either end without losing or repeating a row', async () => {
    const sizes = fc.integer({ min: 1, max: 4 });
    await fc.assert(
      fc.asyncProperty(cases, sizes, async ({ sort, rules, rows }, size) => {
        const source = new ArraySource(rows, rules);
        const list = sorted(rows, sort, rules);
        const read: Row[] = [];
        for await (const page of iteratePages(source, { ...declared(sort), size }))
          read.push(...page);
        expect(read).toEqual(list);

        const last = list.at(-1);
        const back: Row[] = last === undefined ? [] : [last];
        for (let from = last; from !== undefined; from = back.at(-1)) {
          const values = valuesOf(from, sort);
          const position = { values, direction: 'backward', isInclusive: false } as const;
          const found = await source.walk({ sort, position, take: size });
          if (found.length === 0) break;
          back.push(...found.map(({ row }) => row));
        }
        expect(back.reverse()).toEqual(list);
      }),
      { numRuns: 500 },
    );
  });

  it('reads all rows in the order of the list without a position', () => {
    const sort = [{ field: 'id', direction: 'desc' }] as const;
    const rules = { nulls: 'largest', hasRowValues: true, isNullable: () => false } as const;
    expect(keysetPlan(sort, undefined, rules)).toEqual({ order: sort, ranges: [] });
  });

  it('is one range for columns of one direction where the database compares rows', () => {
    const sort: PageSort[] = [
      { field: 'price', direction: 'desc' },
      { field: 'id', direction: 'desc' },
    ];
    const position: KeysetPosition = { values: [5, 7], direction: 'forward', isInclusive: false };
    const rules: KeysetRules = { nulls: 'largest', hasRowValues: true, isNullable: () => false };
    expect(keysetPlan(sort, position, rules).ranges).toEqual([
      { kind: 'row', fields: ['price', 'id'], operator: '<', values: [5, 7] },
    ]);
  });

  it('is never more than one range for each column and its NULLs', () => {
    fc.assert(
      fc.property(cases, ({ sort, rules, position }) => {
        const { ranges } = keysetPlan(sort, position, rules);
        const nullable = sort.filter(({ field }) => rules.isNullable(field)).length;
        expect(ranges.length).toBeLessThanOrEqual(sort.length > 4 ? 1 : sort.length + nullable);
      }),
    );
  });
});
