import { documentedSettings, type DocumentedSetting } from './documented-settings.js';
import type { ConfigClass } from '../config/config-class.js';

/** The text of .env.example: each setting below its sentence, those with a default commented out, secrets empty. */
export function envExample(Class: ConfigClass): string {
  return documentedSettings(Class).map(block).join('\n\n');
}

function block(setting: DocumentedSetting): string {
  const { name, description, required, hidden, defaultValue, example } = setting;
  const comment = [description, required ? 'Required.' : undefined, range(setting)]
    .filter((sentence) => sentence !== undefined)
    .join(' ');
  const value = hidden && defaultValue === undefined ? '' : quoted(defaultValue ?? example ?? '');
  const lines = comment === '' ? [] : comment.split('\n').map((line) => `# ${line}`);
  return [...lines, `${required ? '' : '# '}${name}=${value}`].join('\n');
}

function range({
  bounds: { min, max },
  values,
  words = [],
}: DocumentedSetting): string | undefined {
  if (values) return `One of ${values.join(', ')}.`;
  if (min === undefined && max === undefined) return undefined;
  const or = words.map((word) => ` or ${word}`).join('');
  if (max === undefined) return `From ${min}${or}.`;
  return min === undefined ? `At most ${max}${or}.` : `From ${min} to ${max}${or}.`;
}

/** With what would end a value, or begin a comment, in quotation marks. */
function quoted(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return /[\s#'"]/.test(text) ? JSON.stringify(text) : text;
}
