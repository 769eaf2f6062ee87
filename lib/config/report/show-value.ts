import type { Setting, SettingKind } from '../settings/setting.js';

const LONGEST_SHOWN = 24;
const SHOWN_KINDS: readonly SettingKind[] = ['int', 'number', 'bool', 'enum'];

/** Numbers, switches and enums, where a secret has no place. */
export const mayBeShown = ({ kind, hidden }: Setting) => !hidden && SHOWN_KINDS.includes(kind);

/** `, got "abc"` for what may be shown; nothing, not even a prefix, for all else. */
export function showRejected(setting: Setting, text: string): string {
  if (!mayBeShown(setting)) return '';
  return text.length <= LONGEST_SHOWN
    ? `, got ${JSON.stringify(text)}`
    : `, got ${text.length} characters`;
}
