/** Keys that are asked for together: a server has room for no more than some hundreds of operations under way. */
const BATCH = 256;

/** The results in the order of the items, so many of them at a time. */
export async function inBatches<Item, Result>(
  items: readonly Item[],
  run: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (let start = 0; start < items.length; start += BATCH) {
    results.push(...(await Promise.all(items.slice(start, start + BATCH).map(run))));
  }
  return results;
}
