import { Logger } from '@nestjs/common';
import { adviceFor } from './advice.js';
import type { CacheCounters } from './cache-counters.js';

const SAMPLE = 10_000;
/** Samples of a quarter of an hour. */
const SAMPLES = 90;
/** Reads before which a hit rate says nothing. */
const LEAST_READS = 1_000;

interface Sample {
  readonly hits: number;
  readonly misses: number;
}

/** The counters since the start, and what follows from them. */
export interface CacheFigures {
  /** The prefix of this cache's keys; undefined in memory alone. */
  readonly namespace: string | undefined;
  /** Reads that memory or the server answered with a fresh value. */
  readonly hits: number;
  readonly memoryHits: number;
  readonly serverHits: number;
  readonly misses: number;
  readonly staleServed: number;
  readonly loads: number;
  readonly loadFailures: number;
  /** Milliseconds that loaders took in all. */
  readonly loadTime: number;
  readonly coalesced: number;
  readonly evictions: number;
  readonly expirations: number;
  readonly rejected: number;
  /** Errors, timeouts and skipped operations of the server. */
  readonly errors: number;
  readonly serverErrors: number;
  readonly serverTimeouts: number;
  readonly serverSkipped: number;
  readonly recovered: number;
  /** Entries in memory. */
  readonly size: number;
  /** Estimated bytes of these entries. */
  readonly bytes: number;
  /** Hits of all reads, 0 to 1, of the last 1, 5 and 15 minutes; undefined while there were none. */
  readonly hitRate: {
    readonly oneMinute: number | undefined;
    readonly fiveMinutes: number | undefined;
    readonly fifteenMinutes: number | undefined;
  };
}

/** How well the cache works. Injectable; `figures()` is made for metrics and health endpoints. */
export class CacheStatistics {
  readonly #counters: CacheCounters;
  readonly #held: { readonly size: number; readonly bytes: number };
  readonly #namespace: string | undefined;
  readonly #warnBelow: number;
  readonly #samples: Sample[] = [];
  #timer: NodeJS.Timeout | undefined;
  #hasWarned = false;

  constructor(
    counters: CacheCounters,
    held: { readonly size: number; readonly bytes: number },
    { namespace, warnBelowHitRate }: { namespace?: string | undefined; warnBelowHitRate: number },
  ) {
    this.#counters = counters;
    this.#held = held;
    this.#namespace = namespace;
    this.#warnBelow = warnBelowHitRate;
  }

  figures(): CacheFigures {
    const counters = this.#counters;
    const held = this.#held;
    const { serverErrors, serverTimeouts, serverSkipped } = counters;
    return {
      namespace: this.#namespace,
      ...counters,
      hits: counters.hits,
      errors: serverErrors + serverTimeouts + serverSkipped,
      size: held.size,
      bytes: held.bytes,
      hitRate: {
        oneMinute: this.#hitRate(6),
        fiveMinutes: this.#hitRate(30),
        fifteenMinutes: this.#hitRate(SAMPLES),
      },
    };
  }

  start(): void {
    this.#timer = setInterval(() => this.sample(), SAMPLE).unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** Notes where the counters stand; called every ten seconds. */
  sample(): void {
    this.#samples.push(this.#now());
    if (this.#samples.length > SAMPLES) this.#samples.shift();
    this.#warnOnce();
  }

  #now(): Sample {
    return { hits: this.#counters.hits, misses: this.#counters.misses };
  }

  #since(samples: number): Sample {
    const { hits, misses } = this.#now();
    // Before the first sample everything counts.
    const before = this.#samples.at(-samples) ?? { hits: 0, misses: 0 };
    const start = this.#samples.length < samples ? { hits: 0, misses: 0 } : before;
    return { hits: hits - start.hits, misses: misses - start.misses };
  }

  #hitRate(samples: number): number | undefined {
    const { hits, misses } = this.#since(samples);
    return hits + misses === 0 ? undefined : hits / (hits + misses);
  }

  /** Not before a quarter of an hour has passed: a cold cache has no hits yet. */
  #warnOnce(): void {
    if (this.#samples.length < SAMPLES) return;
    const { hits, misses } = this.#since(SAMPLES);
    const reads = hits + misses;
    if (this.#hasWarned || reads < LEAST_READS || hits / reads >= this.#warnBelow) return;
    this.#hasWarned = true;
    const percent = Math.floor((100 * hits) / reads);
    new Logger('ProductionCache').warn(
      `Only ${percent} % of the last ${reads} reads were hits. ${adviceFor(this.#counters)}`,
    );
  }
}
