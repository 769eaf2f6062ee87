import type { PageSort } from '../../pagination/page-request.js';

type Selection = Readonly<Record<string, unknown>>;

export interface Selected {
  readonly select?: Selection | null | undefined;
  readonly omit?: Selection | null | undefined;
}

/** The selection with the sort columns in it, and those that are there for the page only. */
export function sortSelection(
  { select, omit }: Selected,
  sort: readonly PageSort[],
): { readonly selected: Selected; readonly added: readonly string[] } {
  const fields = sort.map(({ field }) => field);
  const isAdded = select
    ? (field: string) => select[field] !== true
    : (field: string) => omit?.[field] === true;
  const added = fields.filter(isAdded);
  const all = (value: boolean) => Object.fromEntries(added.map((field) => [field, value]));
  if (added.length === 0) return { selected: {}, added };
  return {
    selected: select
      ? { select: { ...select, ...all(true) } }
      : { omit: { ...omit, ...all(false) } },
    added,
  };
}
