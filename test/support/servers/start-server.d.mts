export interface RunningServer {
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
}

export interface ServerOptions {
  /** The port of a server that was there before. */
  readonly port?: number;
}

export function freePort(): Promise<number>;
