import { TOO_LATE, withinTime } from '../../foundation/within-time.js';
import type { Clock } from '../memory/clock.js';
import { CacheLoadTimeoutError } from './cache-load-timeout.error.js';
import type { FlightOutcome, LoadFlight, Outcome } from './outcome.js';
import type { WrapPlan } from './wrap-options.js';

/**
 * What a flight brings to one caller, whose options may differ from those of the others; undefined: there is nothing for it, and
 * it has to ask again.
 */
export async function outcomeFor<T>(
  plan: WrapPlan<T>,
  flight: LoadFlight,
  isShared: boolean,
  clock: Clock,
): Promise<Outcome | undefined> {
  const fallback = () => usable(flight, plan, clock);
  // The limit of who has started it is the loader's.
  const end = isShared ? endWithin(plan.hardTimeout, flight) : flight.promise;
  try {
    const outcome = await endOrFallback(end, plan.softTimeout, flight, fallback);
    return outcome.kind === 'busy' ? fallback() : outcome;
  } catch (error) {
    const instead = fallback();
    if (instead === undefined) throw error;
    return instead;
  }
}

async function endOrFallback(
  end: Promise<FlightOutcome>,
  softTimeout: number,
  flight: LoadFlight,
  fallback: () => Outcome | undefined,
): Promise<FlightOutcome> {
  const early = await withinTime(end, softTimeout);
  if (early !== TOO_LATE) return early;
  const outcome = await Promise.race([end, flight.offered]);
  return outcome ?? fallback() ?? end;
}

async function endWithin(hardTimeout: number, flight: LoadFlight): Promise<FlightOutcome> {
  const outcome = await withinTime(flight.promise, hardTimeout);
  if (outcome === TOO_LATE) throw new CacheLoadTimeoutError(hardTimeout);
  return outcome;
}

function usable<T>({ fallback }: LoadFlight, plan: WrapPlan<T>, clock: Clock) {
  if (fallback === undefined) return undefined;
  const age = clock.now() - fallback.expires;
  if (age < 0) return { kind: 'hit', found: fallback } as const;
  return age < plan.grace ? ({ kind: 'stale', found: fallback } as const) : undefined;
}
