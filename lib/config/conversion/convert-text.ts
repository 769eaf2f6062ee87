import type { Setting } from '../settings/setting.js';
import { parseBoolean } from './parse-boolean.js';
import { parseDecimal } from './parse-decimal.js';
import { parseInteger } from './parse-integer.js';

/** The value that a text of the environment stands for, or undefined when it stands for none. Trims it first: .env files with CRLF are common. */
export function convertText({ kind, words }: Setting, text: string): unknown {
  const trimmed = text.trim();
  if (words?.includes(trimmed)) return trimmed;
  switch (kind) {
    case 'int':
      return parseInteger(trimmed);
    case 'number':
      return parseDecimal(trimmed);
    case 'bool':
      return parseBoolean(trimmed);
    case 'string':
    case 'enum':
    case 'url':
      return trimmed === '' ? undefined : trimmed;
    case 'secret':
      return text;
  }
}
