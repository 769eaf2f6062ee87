import type { Rules } from '../settings/rules.js';
import type { Setting } from '../settings/setting.js';

const NOT_BLANK = 'must be a text that is not blank';

/** What a setting must be, as the rest of a sentence that begins with its name: "must be a whole number from 1 to 1000". */
export function expectation(setting: Setting, rules: Rules, config: object): string {
  const { name, kind, words } = setting;
  switch (kind) {
    case 'int':
      return `must be a whole number${range(name, rules, config)}${words ? `, or ${alternatives(words)}` : ''}`;
    case 'number':
      return `must be a number${range(name, rules, config)}`;
    case 'bool':
      return 'must be true or false (or 1, 0, yes, no, on, off)';
    case 'enum':
      return `must be one of ${alternatives(rules.list(name, 'isIn') ?? [])}`;
    case 'url':
      return rules.has(name, 'isUrl') ? url(rules.list(name, 'isUrl')) : NOT_BLANK;
    case 'string':
    case 'secret':
      return NOT_BLANK;
  }
}

function range(name: string, rules: Rules, config: object): string {
  const min = rules.bound(name, 'min', config);
  const max = rules.bound(name, 'max', config);
  if (min === undefined) return max === undefined ? '' : ` of at most ${max}`;
  return max === undefined ? ` of at least ${min}` : ` from ${min} to ${max}`;
}

function url(protocols: readonly string[] | undefined): string {
  return protocols ? `must be a URL that starts with ${alternatives(protocols)}` : 'must be a URL';
}

function alternatives(texts: readonly string[]): string {
  const last = texts.at(-1) ?? '';
  return texts.length < 2 ? last : `${texts.slice(0, -1).join(', ')} or ${last}`;
}
