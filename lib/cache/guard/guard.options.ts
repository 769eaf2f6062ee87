/** How much patience the guard has with a server. Times in milliseconds. */
export class GuardOptions {
  /** For one write, delete or clear; reads bring a limit of their own. */
  readonly writeLimit: number = 100;
  /** For one attempt to connect, and for one operation of the recovery. */
  readonly connectLimit: number = 1_000;
  /** How long an operation that was given up keeps later writes of its key waiting; our clients end it sooner. */
  readonly longestTurn: number = 2_000;
  /** Failures in a row after which a node is left alone. */
  readonly failures: number = 3;
  /** Operations that one node may have under way. */
  readonly mostUnderWay: number = 512;
  /** From the first to any later try to reach a node that is away. */
  readonly firstRetry: number = 100;
  readonly longestRetry: number = 400;
  /** Writes that wait for a server to come back, and the characters of their keys and entries. */
  readonly mostWaiting: number = 10_000;
  readonly mostWaitingText: number = 16_000_000;
  /** Until deletes are sent once more after an outage: other processes' lost writes may have come in between. */
  readonly secondDelete: number = 300;
}
