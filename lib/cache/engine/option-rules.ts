const MOST_JITTER = 0.5;

/** Whether something is a number of milliseconds, of which none is negative. */
export const isTime = (value: unknown): boolean => typeof value === 'number' && value >= 0;

/** Whether something is a part of a ttl that may be cut off. */
export const isJitter = (value: unknown): boolean =>
  typeof value === 'number' && value >= 0 && value <= MOST_JITTER;
