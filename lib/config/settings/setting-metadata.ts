import 'reflect-metadata';
import type { Setting } from './setting.js';

// A string, so that two copies of the package in one application see each other's settings.
const KEY = 'nestjs-production-readiness:settings';

type OwnSettings = Readonly<Record<string, Setting>>;

/** What the decorators of this class say, without what it inherits. */
export function ownSettings(Class: object): OwnSettings {
  const settings = Reflect.getOwnMetadata(KEY, Class) as OwnSettings | undefined;
  return settings ?? {};
}

export function declareSetting(Class: object, setting: Setting): void {
  Reflect.defineMetadata(KEY, { ...ownSettings(Class), [setting.name]: setting }, Class);
}
