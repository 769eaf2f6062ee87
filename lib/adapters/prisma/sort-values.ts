import type { CursorValue } from '../../pagination/keyset/keyset-position.js';

/** Types of fields that Prisma compares by gt and lt, or that have two values. */
export type SortType = 'Int' | 'BigInt' | 'Float' | 'Decimal' | 'String' | 'Boolean' | 'DateTime';

interface SortValue {
  /** Undefined for what is no value of the type. */
  readonly toCursor: (value: unknown) => NonNullable<CursorValue> | undefined;
  readonly toFilter: (value: NonNullable<CursorValue>) => unknown;
  /** Whether what Prisma reads is always what the database holds. */
  readonly isExact: boolean;
}

const same = (value: NonNullable<CursorValue>) => value;

export const SORT_VALUES: Readonly<Record<SortType, SortValue>> = {
  Int: { toCursor: finite, toFilter: same, isExact: true },
  BigInt: {
    toCursor: (value) => (typeof value === 'bigint' ? String(value) : undefined),
    toFilter: (value) => BigInt(value),
    isExact: true,
  },
  Float: { toCursor: finite, toFilter: same, isExact: false },
  Decimal: { toCursor: decimal, toFilter: same, isExact: false },
  String: {
    toCursor: (value) => (typeof value === 'string' ? value : undefined),
    toFilter: same,
    isExact: true,
  },
  Boolean: {
    toCursor: (value) => (typeof value === 'boolean' ? value : undefined),
    toFilter: same,
    isExact: true,
  },
  DateTime: { toCursor: moment, toFilter: same, isExact: false },
};

export function isSortType(type: string): type is SortType {
  return Object.hasOwn(SORT_VALUES, type);
}

function finite(value: unknown): number | undefined {
  return Number.isFinite(value) ? Number(value) : undefined;
}

/** A Decimal of decimal.js, whose toString writes small and large numbers with an exponent. */
function decimal(value: unknown): string | undefined {
  return isDecimal(value) && value.isFinite() ? value.toFixed() : undefined;
}

function isDecimal(value: unknown): value is { isFinite(): boolean; toFixed(): string } {
  return typeof value === 'object' && value !== null && 'toFixed' in value && 'isFinite' in value;
}

function moment(value: unknown): string | undefined {
  const isMoment = value instanceof Date && !Number.isNaN(value.getTime());
  return isMoment ? value.toISOString() : undefined;
}
