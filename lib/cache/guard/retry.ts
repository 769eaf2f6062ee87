import { setTimeout as sleep } from 'node:timers/promises';
import type { GuardOptions } from './guard.options.js';

/** Tries again and again, with growing pauses, until it succeeds or the signal says to stop. Never rejects. */
export async function retry(
  attempt: () => Promise<void>,
  { firstRetry, longestRetry }: GuardOptions,
  signal: AbortSignal,
): Promise<void> {
  for (let pause = firstRetry; !signal.aborted; pause = Math.min(pause * 2, longestRetry)) {
    try {
      return await attempt();
    } catch {
      await sleep(pause, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }
}
