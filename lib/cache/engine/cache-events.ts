import type { Cache } from 'cache-manager';
import { EventEmitter } from 'node:events';

/** Those of its type, and two that it emits beside them. */
type EventName = Parameters<Cache['on']>[0] | 'mdel' | 'ttl';

/** The events of cache-manager's Cache. Nothing is emitted, and no event object made, while nobody listens. */
export class CacheEvents {
  readonly #emitter = new EventEmitter();
  /** A plain field, for the hot path. */
  isHeard = false;

  on(name: EventName, listener: (...args: never[]) => void): EventEmitter {
    this.#emitter.on(name, listener as (...args: unknown[]) => void);
    this.isHeard = true;
    return this.#emitter;
  }

  off(name: EventName, listener: (...args: never[]) => void): EventEmitter {
    this.#emitter.off(name, listener as (...args: unknown[]) => void);
    this.isHeard = this.#emitter.eventNames().length > 0;
    return this.#emitter;
  }

  emit(name: EventName, data?: object): void {
    if (this.isHeard) this.#emitter.emit(name, data);
  }
}
