import { iteratePages, type PageSort, type PageSource } from 'nestjs-production-readiness';

/** The ids of all rows, two rows at a time; no more than a walk that ends can have. */
export async function readAll(
  source: PageSource<{ id: unknown }>,
  sort: Readonly<Record<string, PageSort['direction']>>,
  most = 100,
): Promise<unknown[]> {
  const ids: unknown[] = [];
  for await (const rows of iteratePages(source, { key: 'id', sort, size: 2 })) {
    ids.push(...rows.map(({ id }) => id));
    if (ids.length > most) throw new Error('The walk does not end.');
  }
  return ids;
}
