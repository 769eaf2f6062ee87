import { existsSync } from 'node:fs';
import { isControl, isInvisible, isWhiteSpace } from './character-classes.js';
import { codePoints } from './code-points.js';

/** What is wrong with the text of a secret: never the text itself, nor a part of it. */
export interface SecretDefect {
  /** Stable name of the rule. */
  readonly code: string;
  /** Reads as the end of a sentence that begins with the setting's name. */
  readonly found: string;
  readonly hint: string;
}

const SLASH = 0x2f;
const DOLLAR = 0x24;
const QUOTES = [0x22, 0x27, 0x60];
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/**
 * The first defect that a tool or a copy-paste leaves in any secret: outer white space, quotation marks, an
 * unexpanded reference, the path of the file that holds it, invisible characters. Works on bytes: V8 keeps
 * strings that went through a regular expression or a comparison reachable.
 */
export function findTextDefect(
  secret: Uint8Array,
  name: string,
  { multiline = false } = {},
): SecretDefect | undefined {
  return (
    empty(secret, name) ??
    blank(secret, name) ??
    filePath(secret, name) ??
    unexpanded(secret, name) ??
    quoted(secret) ??
    outerBlank(multiline ? withoutLastLineBreak(secret) : secret) ??
    invisible(secret, multiline)
  );
}

function empty({ length }: Uint8Array, name: string): SecretDefect | undefined {
  if (length > 0) return undefined;
  return { code: 'empty', found: 'is empty', hint: `set ${name} to the secret itself` };
}

function blank(secret: Uint8Array, name: string): SecretDefect | undefined {
  if (!isBlank(secret)) return undefined;
  return {
    code: 'blank',
    found: 'holds nothing but white space',
    hint: `set ${name} to the secret itself`,
  };
}

/** Empty, or nothing but white space. */
export function isBlank(secret: Uint8Array): boolean {
  for (const point of codePoints(secret)) if (!isWhiteSpace(point)) return false;
  return true;
}

function filePath(secret: Uint8Array, name: string): SecretDefect | undefined {
  // A word that happens to be the name of a file beside the application is none.
  if (!secret.includes(SLASH) || secret.includes(0) || !existsSync(Buffer.from(secret))) {
    return undefined;
  }
  return {
    code: 'file-path',
    found: 'is the path of an existing file',
    hint: `set ${name}_FILE to that path, and leave ${name} out`,
  };
}

function unexpanded(secret: Uint8Array, name: string): SecretDefect | undefined {
  if (!isReference(secret)) return undefined;
  return {
    code: 'unexpanded',
    found: 'is a reference to another variable that nothing has expanded',
    hint: `let the shell, compose or the platform expand it, or set ${name} to the secret itself`,
  };
}

/** The whole value is `$NAME` or `${NAME}`; without braces in capitals, for passwords may begin with a dollar. */
function isReference(secret: Uint8Array): boolean {
  if (secret[0] !== DOLLAR || secret.length < 2) return false;
  const braced = secret[1] === 0x7b;
  if (braced && secret.at(-1) !== 0x7d) return false;
  const variable = braced ? secret.subarray(2, -1) : secret.subarray(1);
  const belongs = braced ? isNameCharacter : isCapitalNameCharacter;
  return variable.length > 0 && !isDigit(variable[0] ?? 0) && variable.every(belongs);
}

const isDigit = (byte: number) => byte >= 0x30 && byte <= 0x39;
const isCapitalNameCharacter = (byte: number) =>
  isDigit(byte) || (byte >= 0x41 && byte <= 0x5a) || byte === 0x5f;
const isNameCharacter = (byte: number) =>
  isCapitalNameCharacter(byte) || (byte >= 0x61 && byte <= 0x7a);

function quoted(secret: Uint8Array): SecretDefect | undefined {
  const first = secret[0];
  if (first === undefined || !QUOTES.includes(first) || secret.at(-1) !== first) return undefined;
  return {
    code: 'quoted',
    found: 'is wrapped in quotation marks',
    hint: 'remove them: docker --env-file and systemd hand them on as part of the value',
  };
}

function outerBlank(secret: Uint8Array): SecretDefect | undefined {
  let first: number | undefined;
  let last = 0;
  for (const point of codePoints(secret)) {
    first ??= point;
    last = point;
  }
  if (!isWhiteSpace(first ?? 0) && !isWhiteSpace(last)) return undefined;
  return {
    code: 'outer-blank',
    found: 'begins or ends with white space',
    hint: 'remove it; a line break at the end often comes from a shell or an editor',
  };
}

/** PEM files end with one. */
function withoutLastLineBreak(secret: Uint8Array): Uint8Array {
  if (secret.at(-1) !== LINE_FEED) return secret;
  return secret.subarray(0, secret.at(-2) === CARRIAGE_RETURN ? -2 : -1);
}

function invisible(secret: Uint8Array, multiline: boolean): SecretDefect | undefined {
  for (const point of codePoints(secret)) {
    if (multiline && (point === LINE_FEED || point === CARRIAGE_RETURN)) continue;
    if (!isControl(point) && !isInvisible(point)) continue;
    const codePoint = `U+${point.toString(16).toUpperCase().padStart(4, '0')}`;
    return {
      code: 'control-character',
      found: `contains a control or invisible character (${codePoint})`,
      hint: 'remove it, or make a new one: openssl rand -base64 32',
    };
  }
  return undefined;
}
