import type { CacheCounters } from './cache-counters.js';

/** What to change when too few reads are hits: the largest cause of lost values decides. */
export function adviceFor(counters: CacheCounters): string {
  const { serverErrors, serverTimeouts, serverSkipped, rejected, evictions, expirations, loads } =
    counters;
  const causes: readonly [number, string][] = [
    [
      serverErrors + serverTimeouts + serverSkipped,
      'The cache server is often away: look at its log and its network.',
    ],
    [rejected, 'Many values could not be kept: the log tells why, once for each reason.'],
    [evictions, 'Entries are pushed out before they are read again: raise CACHE_MAX_SIZE.'],
    [
      expirations,
      'Entries expire before they are read again: raise CACHE_TTL, or the ttl that they are given, in milliseconds.',
    ],
  ];
  const [most, advice] = causes.reduce((a, b) => (b[0] > a[0] ? b : a));
  if (most > 0 && most * 4 >= loads) return advice;
  return 'Keys are seldom read twice: look for what makes them differ, such as a time or a user in the key.';
}
