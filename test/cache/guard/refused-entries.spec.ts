import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { RefusedEntries } from '../../../lib/cache/guard/refused-entries.js';
import { CacheCounters } from '../../../lib/cache/statistics/cache-counters.js';
import { EntryTooLargeError } from '../../../lib/cache/stores/entry-too-large.error.js';
import { quietLogger } from '../../support/quiet-logger.js';

describe('entries that a store refuses', () => {
  let told: string[];
  let counters: CacheCounters;
  let refused: RefusedEntries;

  beforeEach(() => {
    told = [];
    const error = (line: unknown) => void told.push(String(line));
    Logger.overrideLogger({ ...quietLogger, error });
    counters = new CacheCounters();
    refused = new RefusedEntries(counters);
  });

  afterEach(() => {
    Logger.overrideLogger(true);
  });

  it('are all counted, and the first is told with what to do', () => {
    for (let i = 0; i < 3; i++) refused.add(new EntryTooLargeError(2_000_000, 1_000_000));
    expect(counters.rejected).toBe(3);
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(/2000000 bytes is larger than the 1000000 .*\nCache parts of it/);
  });

  it('are told without the words of a store of the application', () => {
    refused.add(Object.assign(new Error('hunter2'), { code: 'CACHE_ENTRY_ODD' }));
    expect(told[0]).toContain('The store does not take an entry: Error (CACHE_ENTRY_ODD).');
    expect(told[0]).not.toContain('hunter2');
  });
});
