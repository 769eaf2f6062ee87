import type { Environment } from '../environment.js';
import type { Origin } from '../report/origin.js';

/** Where the values of a configuration come from, and how strict to be. */
export interface LoadOptions {
  readonly env: Environment;
  /** How the report names `env`. @default 'the environment' */
  readonly origin?: Origin;
  /** A missing SECRET_KEY is made once and kept on this machine. @default false */
  readonly development?: boolean;
  /** Keys that bear the mark of development and tests pass. @default false, true with `development` */
  readonly allowInsecureKey?: boolean;
  /** Secrets are neither asked for nor read, and what is required may be missing. @default false */
  readonly build?: boolean;
  /** Secrets leave process.env once they are loaded from there. @default false */
  readonly scrubEnv?: boolean;
  /** Values by name that win over the environment, already of their type. */
  readonly overrides?: Readonly<Record<string, unknown>>;
}
