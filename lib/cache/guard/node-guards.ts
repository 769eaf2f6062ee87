import { causeOf } from './cause-of.js';
import { NodeGuard, type NodeGuardParts } from './node-guard.js';
import type { OutageLog } from './outage-log.js';
import type { Recovery } from './recovery.js';
import { retry } from './retry.js';
import { WritesLeft } from './writes-left.error.js';

interface NodeGuardsParts extends Omit<NodeGuardParts, 'lost'> {
  readonly recovery: Recovery;
  readonly log: OutageLog;
  readonly closing: AbortSignal;
  /** Told when a node is back. */
  readonly recovered: () => void;
}

/** A guard for each node, and what brings a node back. */
export class NodeGuards {
  readonly #parts: NodeGuardsParts;
  readonly #guards = new Map<string, NodeGuard>();
  readonly #repairing = new Set<string>();

  constructor(parts: NodeGuardsParts) {
    this.#parts = parts;
  }

  of(node: string): NodeGuard {
    const known = this.#guards.get(node);
    if (known !== undefined) return known;
    const lost = (reason: string, error?: unknown) => {
      this.#parts.log.lost(node, reason, error);
      void this.repair(node);
    };
    const guard = new NodeGuard({ ...this.#parts, lost });
    this.#guards.set(node, guard);
    return guard;
  }

  /** What each has missed. One that is away although others have answered is its own guard's business. */
  async makeGood(nodes: readonly string[]): Promise<void> {
    const { recovery } = this.#parts;
    const makeGood = (node: string) =>
      recovery.makeGood(node).catch((error: unknown) => {
        if (error instanceof WritesLeft) return void this.repair(node);
        const hasAnswered = causeOf(error) !== undefined;
        this.of(node).lose(hasAnswered ? 'it cannot be used' : 'it does not answer', error);
      });
    await Promise.all(nodes.map(makeGood));
  }

  /** Asks in the background until the node has what it missed; lets nobody in before, if it was lost. */
  async repair(node: string): Promise<void> {
    if (this.#repairing.has(node)) return;
    this.#repairing.add(node);
    const { recovery, options, closing } = this.#parts;
    await retry(() => this.#makeGoodAndRestore(node), options, closing);
    this.#repairing.delete(node);
    // Written between the last look into the queue and now, or for a node whose keys others have taken over.
    if (!closing.aborted) for (const needing of recovery.needing()) void this.repair(needing);
  }

  async #makeGoodAndRestore(node: string): Promise<void> {
    try {
      await this.#parts.recovery.makeGood(node);
    } catch (error) {
      if (error instanceof WritesLeft) this.#restore(node);
      throw error;
    }
    this.#restore(node);
  }

  #restore(node: string): void {
    const { closing, log, recovered } = this.#parts;
    const guard = this.of(node);
    if (closing.aborted || guard.isOpenForUse) return;
    guard.restore();
    log.back(node);
    recovered();
  }
}
