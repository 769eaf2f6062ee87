/** What the adapter for pg runs its queries by: `paginate(page, queryable(prisma), { text })` of ./pg. */
export interface PrismaQueryable {
  query(statement: { text: string; values: unknown[] }): Promise<{ rows: unknown[] }>;
}

/** A Prisma client, or one in a transaction. */
interface RawQueries {
  $queryRawUnsafe(text: string, ...values: unknown[]): PromiseLike<unknown>;
}

/** Raw queries of a Prisma client on PostgreSQL, for the adapter for pg: it reads timestamps to the microsecond. */
export function queryable(prisma: RawQueries): PrismaQueryable {
  return {
    query: async ({ text, values }) => ({
      rows: (await prisma.$queryRawUnsafe(text, ...values)) as unknown[],
    }),
  };
}
