import type { LoadedSetting } from './loading/loaded-setting.js';
import type { Origin } from './report/origin.js';
import type { Setting } from './settings/setting.js';

/** One line of a boot log. */
export interface ShownSetting {
  readonly name: string;
  /** `***` for a secret, the scheme of a URL and `***`; `not set` when there is no value, `not read` for a secret in a build. */
  readonly value: string;
  readonly origin: Origin;
}

const MASK = '***';

export function showSetting(
  config: object,
  { setting, origin, unread }: LoadedSetting,
): ShownSetting {
  if (unread) return { name: setting.name, value: 'not read', origin };
  const value: unknown = Reflect.get(config, setting.name);
  return {
    name: setting.name,
    value: value === undefined ? 'not set' : show(setting, value),
    origin,
  };
}

function show({ kind, hidden }: Setting, value: unknown): string {
  if (hidden) return kind === 'url' && typeof value === 'string' ? maskUrl(value) : MASK;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The scheme, and nothing of what may hold a password. */
export function maskUrl(url: string): string {
  const scheme = /^[a-z][a-z\d+.-]*:(\/\/)?/i.exec(url)?.[0] ?? '';
  return url === scheme ? url : scheme + MASK;
}
