import { eq } from 'drizzle-orm';
import { cities } from '../../../sample-app/src/database/cities.table.js';
import type { SampleAppInstance } from './sample-app-instance.js';

export const VADUZ = 3042030;

/** Runs a test while the database, behind the application's back, says otherwise of Vaduz. */
export async function withPopulation(
  { database }: SampleAppInstance,
  population: number,
  test: () => Promise<void>,
): Promise<void> {
  const isVaduz = eq(cities.id, VADUZ);
  const [before] = await database.select().from(cities).where(isVaduz);
  await database.update(cities).set({ population }).where(isVaduz);
  try {
    await test();
  } finally {
    await database.update(cities).set({ population: before?.population }).where(isVaduz);
  }
}
