/** What is given: `undefined` means not given, and takes the place of nothing. */
export function withoutUndefined<T extends object>(given: T): T {
  const entries = Object.entries(given).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as T;
}
