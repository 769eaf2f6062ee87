import type { Environment } from '../environment.js';
import { misspeltNames } from '../report/misspelt-names.js';
import { noteUnreadEnvFile } from '../report/unread-env-file.js';
import type { Setting } from '../settings/setting.js';
import { mayBeMounted, type RawValue } from './read-raw-value.js';

/** What looks like a mistake but is none for certain: a variable one letter away from a setting, an unread .env file. */
export function findNotes(
  settings: readonly Setting[],
  raw: ReadonlyMap<string, RawValue>,
  env: Environment,
): string[] {
  const unset = settings.filter(({ name }) => !raw.has(name)).flatMap(namesOf);
  const known = new Set(settings.flatMap(namesOf));
  const unknown = Object.keys(env).filter((name) => !known.has(name));
  return [
    ...misspeltNames(unknown, unset).map(
      ({ name, meant }) => `${name} is set but is not a setting; did you mean ${meant}?`,
    ),
    ...(env === process.env ? noteUnreadEnvFile(unset.filter((name) => !(name in env))) : []),
  ];
}

const namesOf = ({ name, kind }: Setting) => (mayBeMounted(kind) ? [name, `${name}_FILE`] : [name]);
