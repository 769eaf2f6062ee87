import type { ParameterNames } from '../request/parameter-names.js';

/** What is left of a query, and whether it asked for a page by its number. */
export interface KeptQuery {
  /** Ready for another parameter to follow. */
  readonly kept: string;
  readonly isNumbered: boolean;
}

/**
 * The query of a URL without its page and cursor and with the effective limit.
 * The rest stays as it was sent, encoded where it could end the reference or the header.
 */
export function keptQuery(url: string, limit: number, names: ParameterNames): KeptQuery {
  let kept = '';
  let isNumbered = false;
  for (const part of queryOf(url).split('&')) {
    const name = nameOf(part);
    if (name === names.limit) kept += `${encoded(name)}=${limit}&`;
    else if (name === names.page) isNumbered = true;
    else if (name !== names.cursor && part !== '') kept += part + '&';
  }
  return { kept: UNSAFE.test(url) ? kept.replace(ALL_UNSAFE, percentEncode) : kept, isNumbered };
}

/** A name or value as a query holds it. */
export function encoded(text: string): string {
  return PLAIN.test(text) ? text : encodeURIComponent(text);
}

const PLAIN = /^[\w.~-]*$/;

function queryOf(url: string): string {
  const fragment = url.indexOf('#');
  const end = fragment === -1 ? url.length : fragment;
  const start = url.indexOf('?');
  return start === -1 ? '' : url.slice(start + 1, end);
}

/** The name of one `name=value`; decoded byte by byte, as decodeURIComponent() throws on what clients send. */
function nameOf(part: string): string {
  const equals = part.indexOf('=');
  const name = equals === -1 ? part : part.slice(0, equals);
  return name.includes('%') ? name.replace(ESCAPED, decodeByte) : name;
}

const ESCAPED = /%[0-9a-f]{2}/gi;

function decodeByte(escaped: string): string {
  return String.fromCharCode(Number.parseInt(escaped.slice(1), 16));
}

/** Everything but visible ASCII without `"`, `<` and `>`. */
const UNSAFE = /[^!#-;=?-~]/u;
const ALL_UNSAFE = new RegExp(UNSAFE, 'gu');

/** Node hands over a byte above 127 as the character of that number; beyond 255 it can only be text. */
function percentEncode(character: string): string {
  const isByte = character.charCodeAt(0) <= 0xff;
  const hex = Buffer.from(character, isByte ? 'latin1' : 'utf8').toString('hex');
  return hex.toUpperCase().replace(/../g, '%$&');
}
