import { FaultyStore } from 'nestjs-production-readiness/testing';

type Operation = 'set' | 'delete';

/** A store whose operations begin when the test says so, and that refuses what it is told to refuse. */
export class HeldStore extends FaultyStore {
  readonly #held = new Map<string, Promise<void>>();
  readonly #refused = new Set<string>();
  /** What it says when it refuses. */
  refusal = 'OOM command not allowed';
  /** Operations that have come so far, such as `set key`. */
  readonly asked: string[] = [];

  /** The next such operation waits; an operation after it does not. */
  holdNext(operation: Operation, key: string, until: Promise<void>): void {
    this.#held.set(`${operation} ${key}`, until);
  }

  refuse(...operations: string[]): void {
    for (const operation of operations) this.#refused.add(operation);
  }

  allow(): void {
    this.#refused.clear();
  }

  override async set(key: string, entry: string, ttl: number): Promise<void> {
    await this.#pass(`set ${key}`);
    await super.set(key, entry, ttl);
  }

  override async delete(key: string): Promise<void> {
    await this.#pass(`delete ${key}`);
    await super.delete(key);
  }

  async #pass(operation: string): Promise<void> {
    this.asked.push(operation);
    const until = this.#held.get(operation);
    this.#held.delete(operation);
    await until;
    if (this.#refused.has(operation)) throw new Error(this.refusal);
  }
}
