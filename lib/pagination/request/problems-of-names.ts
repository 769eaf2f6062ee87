import { type ParameterNames, USUAL_NAMES } from './parameter-names.js';

/** What is wrong with the names of parameters. */
export function problemsOfNames(given: Partial<ParameterNames>): string[] {
  const named = Object.entries(given).filter(([, name]) => name !== undefined);
  const names = Object.entries({ ...USUAL_NAMES, ...Object.fromEntries(named) });
  const unknown = names.filter(([parameter]) => !(parameter in USUAL_NAMES));
  const used = names.map(([, name]) => name);
  return [
    ...unknown.map(([parameter]) => `names has limit, page, cursor and sort, not ${parameter}`),
    ...names
      .filter(([, name]) => typeof name !== 'string' || !NAME.test(name))
      .map(([parameter]) => `names.${parameter} must be a name such as ${parameter} or page[size]`),
    ...used
      .filter((name, index) => used.indexOf(name) < index)
      .map((name) => `names gives ${name} to two parameters`),
  ];
}

/** With the brackets of JSON:API, that every parser understands alike. */
const NAME = /^[\w.-]+(\[[\w.-]+\])*$/;
