/** What the parts of one cache count, from its start on. Plain fields: they are written on the hot path. */
export class CacheCounters {
  /** Reads that memory answered. */
  memoryHits = 0;
  /** Reads that the server answered. */
  serverHits = 0;
  /** Reads that found nothing, or nothing fresh. */
  misses = 0;
  /** Values served past their time, because the loader failed or was slow. */
  staleServed = 0;
  /** Loaders that were started. */
  loads = 0;
  loadFailures = 0;
  /** Milliseconds spent in loaders. */
  loadTime = 0;
  /** Calls that shared a load of another call. */
  coalesced = 0;
  /** Entries pushed out by the bounds on entries and bytes. */
  evictions = 0;
  /** Entries removed, or written anew, after their time was over. */
  expirations = 0;
  /** Values that were not kept: too large, or of a kind that cannot be kept. */
  rejected = 0;
  /** Operations that the server refused or the connection lost. */
  serverErrors = 0;
  /** Operations that the server did not answer in time. */
  serverTimeouts = 0;
  /** Operations not sent, because the server is known to be away or has enough under way. */
  serverSkipped = 0;
  /** Lost writes and deletes that were made good after the server came back. */
  recovered = 0;

  get hits(): number {
    return this.memoryHits + this.serverHits;
  }

  countHit(source: 'memory' | 'server'): void {
    if (source === 'memory') this.memoryHits++;
    else this.serverHits++;
  }
}
