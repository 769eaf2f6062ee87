/** What a page must know of the sort columns and the client may not tell. */
export interface PrismaPageOptions {
  /**
   * DateTime columns that are declared finer than milliseconds, and whose values are whole milliseconds all the same, as Prisma
   * writes them. A page that begins or ends at another value throws PageFetchError instead of losing rows.
   */
  readonly milliseconds?: readonly string[];
  /** Sort columns that may be NULL. Needed only by a client that does not show its schema; that of Prisma 7 does. */
  readonly nullable?: readonly string[];
}
