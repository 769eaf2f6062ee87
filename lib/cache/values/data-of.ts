/** The enumerable properties of an object as a plain one. What symbols name is no data: no server would bring it back. */
export function dataOf(source: object): Record<string, unknown> {
  const copy: Record<string, unknown> = { ...source };
  return Object.getOwnPropertySymbols(copy).length === 0
    ? copy
    : Object.fromEntries(Object.entries(copy));
}
