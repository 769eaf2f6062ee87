import { UNAVAILABLE } from '../guard/unavailable.js';
import type { Clock } from '../memory/clock.js';
import type { MemoryStore } from '../memory/memory-store.js';
import type { BusListener, BusMessage } from '../stores/cache-bus.js';
import type { KeptValue } from '../values/kept-value.js';
import type { Found } from './found.js';
import { foundIn } from './found-in.js';
import { PendingWrites } from './pending-writes.js';
import type { ServerTier } from './server-tier.js';
import { SingleFlight } from './single-flight.js';
import { WakeUps } from './wake-ups.js';

/** Milliseconds that a request spends on the server at most before it goes on without it. */
export const SERVER_LIMIT = 100;

/** When memory is used beside a server. */
export type MemoryUse =
  /** For whatever the bus tells to be true. */
  | 'bus'
  /** For a few seconds: nothing tells of writes elsewhere. */
  | 'briefly'
  /** Only while the server is away. */
  | 'outage'
  | 'never';

/** Milliseconds that memory holds an entry when nothing tells of writes elsewhere. */
const BRIEFLY = 5_000;

export interface TiersParts {
  readonly memory: MemoryStore;
  readonly clock: Clock;
  /** Milliseconds that what comes from the server is held past its time at least. */
  readonly grace: number;
  readonly server?: ServerTier | undefined;
  readonly use?: MemoryUse;
}

/** Memory and server as one: who is asked first, and what each is told. */
export class Tiers implements BusListener {
  readonly wakeUps = new WakeUps();
  /** Whether memory may answer without asking the server. A plain field, for the hot path. */
  isTrusted: boolean;
  /** Whether there is no server. */
  readonly isAlone: boolean;
  /** Told of keys whose values changed elsewhere; undefined for all keys. */
  changed: (key: string | undefined) => void = () => {};
  readonly #memory: MemoryStore;
  readonly #clock: Clock;
  readonly #grace: number;
  readonly #server: ServerTier | undefined;
  readonly #use: MemoryUse;
  readonly #reads = new SingleFlight<Found | undefined>();
  readonly #pending = new PendingWrites();

  constructor({ memory, clock, server, use = 'bus', grace }: TiersParts) {
    this.#memory = memory;
    this.#clock = clock;
    this.#server = server;
    this.#use = use;
    this.#grace = grace;
    this.isAlone = server === undefined;
    this.isTrusted = server === undefined || use === 'briefly';
  }

  /** What is held, fresh or past its time; a server is asked if memory cannot tell. */
  read(key: string, limit = SERVER_LIMIT): Promise<Found | undefined> {
    const held = this.#use === 'never' ? undefined : this.#readHeld(key);
    if (this.#server === undefined || (this.isTrusted && this.ifFresh(held))) {
      return Promise.resolve(held);
    }
    const flight = this.#reads.find(key) ?? this.#readServer(key, this.#server, held, limit);
    return flight.promise;
  }

  ifFresh(found: Found | undefined): Found | undefined {
    return found !== undefined && this.#clock.now() < found.expires ? found : undefined;
  }

  /** What memory may answer with, which counts as a read of it. */
  fresh(key: string): Found | undefined {
    return this.isTrusted && this.#memory.read(key) !== undefined ? this.held(key) : undefined;
  }

  /** What memory holds of a key, whatever its age. */
  held(key: string): Found | undefined {
    const held = this.#memory.peek(key);
    return held && { ...held, source: 'memory' };
  }

  /** Puts a value into memory, or takes out what is there if memory is not to hold it now. */
  hold(key: string, kept: KeptValue, expires: number, grace: number): void {
    if (this.#use === 'never') return;
    if (this.#server !== undefined && !this.#mayHold(key, this.#server)) {
      this.#memory.delete(key);
      return;
    }
    const brief = this.#use === 'briefly' ? this.#clock.now() + BRIEFLY : Infinity;
    this.#memory.put(key, kept, expires, Math.min(expires + grace, brief));
  }

  /** A user's write, on all tiers; without a server it is done on return. `written`: since when the value is so. */
  write(
    key: string,
    kept: KeptValue,
    expires: number,
    grace: number,
    written = this.#clock.now(),
  ): Promise<void> | undefined {
    this.#reads.cancel(key);
    this.hold(key, kept, expires, grace);
    const server = this.#server;
    return server && this.#pending.add(key, server.write(key, kept, expires, grace, written));
  }

  delete(key: string): Promise<void> | undefined {
    this.forget(key);
    return this.#server && this.#pending.add(key, this.#server.delete(key));
  }

  clear(): Promise<void> | undefined {
    this.forgetAll();
    return this.#server && this.#pending.addClear(this.#server.clear());
  }

  /** Drops what memory holds of a key, and what is being read of it. */
  forget(key: string): void {
    this.#reads.cancel(key);
    this.#memory.delete(key);
  }

  forgetAll(): void {
    this.#reads.cancelAll();
    this.#memory.clear();
  }

  received(message: BusMessage): void {
    if (message.kind === 'cleared') return this.#everythingChanged();
    this.forget(message.key);
    if (message.kind === 'changed') this.changed(message.key);
    this.wakeUps.wake(message.key);
  }

  joined(): void {
    // Whatever was written while nobody told us is held wrongly.
    this.#everythingChanged();
    this.isTrusted = this.#use === 'bus';
  }

  left(): void {
    this.isTrusted = false;
  }

  /** The server is back after an outage. */
  recovered(): void {
    if (this.#use !== 'bus') this.forgetAll();
  }

  /** Counts as a read, also where memory may not answer alone. */
  #readHeld(key: string): Found | undefined {
    void this.#memory.read(key);
    return this.held(key);
  }

  #mayHold(key: string, server: ServerTier): boolean {
    return this.#use !== 'outage' || !server.available(key);
  }

  #everythingChanged(): void {
    this.forgetAll();
    this.changed(undefined);
    this.wakeUps.wakeAll();
  }

  #readServer(key: string, server: ServerTier, held: Found | undefined, limit: number) {
    const isUnsure = this.#pending.has(key);
    return this.#reads.start(key, (flight) =>
      // It never rejects, so that each flight ends here.
      server.read(key, limit).then((reply) => {
        this.#reads.end(key, flight);
        if (reply === UNAVAILABLE) return held;
        const read = foundIn(reply);
        if (read !== undefined && flight.isCurrent && !isUnsure && this.ifFresh(read)) {
          this.hold(key, read.kept, read.expires, Math.max(read.grace, this.#grace));
        }
        return read;
      }),
    );
  }
}
