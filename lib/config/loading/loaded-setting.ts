import type { Origin } from '../report/origin.js';
import type { Setting } from '../settings/setting.js';

/** A setting of a configuration that has been loaded. */
export interface LoadedSetting {
  readonly setting: Setting;
  readonly origin: Origin;
  /** The bytes of a secret that a file held; it becomes a string only when somebody reads the property. */
  readonly bytes?: Buffer;
  /** A secret in a build: reading the property throws. */
  readonly unread?: boolean;
}
