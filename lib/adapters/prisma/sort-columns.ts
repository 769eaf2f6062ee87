import type { KeysetRules } from '../../pagination/keyset/keyset-rules.js';
import type { PageSort } from '../../pagination/page-request.js';
import type { ModelFacts } from './model-facts.js';
import type { PrismaPageOptions } from './prisma-page-options.js';
import { schemaField, type SchemaField } from './schema-field.js';
import { finerThanMilliseconds, unknownNulls, unsortable } from './sort-refusals.js';
import { isSortType, type SortType } from './sort-values.js';

export interface SortColumn {
  readonly type: SortType;
  readonly isNullable: boolean;
}

export type SortColumns = ReadonlyMap<string, SortColumn>;

/** What the columns of a sort are. Throws PageFetchError for one by which rows would be lost. */
export function sortColumns(
  sort: readonly PageSort[],
  facts: ModelFacts,
  options: PrismaPageOptions,
): SortColumns {
  return new Map(sort.map(({ field }) => [field, sortColumn(field, facts, options)]));
}

/** PostgreSQL alone takes NULL for the largest value. */
export function rulesOf({ provider }: ModelFacts, columns: SortColumns): KeysetRules {
  return {
    nulls: provider === 'postgresql' ? 'largest' : 'smallest',
    hasRowValues: false,
    isNullable: (field) => columns.get(field)?.isNullable !== false,
  };
}

function sortColumn(field: string, facts: ModelFacts, options: PrismaPageOptions): SortColumn {
  const { name, provider, schema } = facts;
  const type = sortTypeOf(field, facts);
  const declared = schema === undefined ? undefined : schemaField(schema, name, field);
  if (declared?.isList === true) throw unsortable(name, field, 'a list');
  const isNullable = declared?.isNullable ?? options.nullable?.includes(field);
  if (isNullable === undefined) throw unknownNulls(name, field);
  const isCut = type === 'DateTime' && declared !== undefined && isFiner(declared, provider);
  if (isCut && options.milliseconds?.includes(field) !== true)
    throw finerThanMilliseconds(name, field);
  return { type, isNullable };
}

function sortTypeOf(field: string, facts: ModelFacts): SortType {
  const type = facts.typeOf(field);
  if (type === undefined) throw unsortable(facts.name, field, 'no field with a value');
  if (!isSortType(type)) throw unsortable(facts.name, field, `of the type ${type}`);
  return type;
}

/** Without a native type, Prisma makes milliseconds of a DateTime. Without a precision, MySQL makes seconds of a native one. */
function isFiner({ nativeType, precision }: SchemaField, provider: string): boolean {
  if (nativeType === undefined || !/^(?:Time|DateTime[2O])/.test(nativeType))
    return precision !== undefined && precision > 3;
  return (precision ?? (provider === 'mysql' ? 0 : 6)) > 3;
}
