import { setTimeout as sleep } from 'node:timers/promises';

/** Tries until `attempt` no longer throws; what it throws after `within` milliseconds is thrown on. */
export async function eventually<T>(attempt: () => T | Promise<T>, within = 10_000): Promise<T> {
  const end = performance.now() + within;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (performance.now() >= end) throw error;
      await sleep(10);
    }
  }
}
