import { keepDecoded } from './keep-decoded.js';
import { type KeptValue, Trait } from './kept-value.js';
import { MARK, NEEDS_TYPE, viewNamed } from './tagged.js';

/** Levels of JSON: a level of Map takes four. */
const DEEPEST = 2_100;

/** What `encode` wrote; undefined for any other text. */
export function decode(text: string): KeptValue | undefined {
  if (text.startsWith(NEEDS_TYPE)) return decodeAs(text.slice(NEEDS_TYPE.length), Trait.needsType);
  return decodeAs(text, Trait.none);
}

function decodeAs(text: string, traits: number): KeptValue | undefined {
  try {
    const isJson = !text.startsWith(MARK);
    const parsed: unknown = JSON.parse(isJson ? text : text.slice(MARK.length));
    if (text.length > DEEPEST && nestsDeeper(parsed, DEEPEST)) return undefined;
    return keepDecoded(isJson ? parsed : untagged(parsed), isJson, text.length, traits);
  } catch {
    return undefined;
  }
}

/** Whether there are more than so many levels in it: what this library keeps has fewer, and copies of more fail. */
function nestsDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => nestsDeeper(inner, levels - 1));
}

function untagged(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(untagged);
  if (Object.hasOwn(value, MARK)) return fromTag(Reflect.get(value, MARK));
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, untagged(inner)]));
}

function fromTag(pair: unknown): unknown {
  const [name, content] = listOf(pair);
  switch (name) {
    case 'undefined':
      return undefined;
    case 'number':
      return Number(content);
    case 'bigint':
      return BigInt(textOf(content));
    case 'Date':
      return new Date(content === null ? Number.NaN : Number(content));
    case 'Map':
      return new Map(pairsOf(content).map(([key, inner]) => [untagged(key), untagged(inner)]));
    case 'Set':
      return new Set(listOf(content).map(untagged));
    case 'object':
      return Object.fromEntries(
        pairsOf(content).map(([key, inner]) => [textOf(key), untagged(inner)]),
      );
    default:
      return bytesOf(textOf(name), Buffer.from(textOf(content), 'base64'));
  }
}

function bytesOf(name: string, bytes: Buffer): unknown {
  // Memory of its own: small Buffers share some.
  const { buffer } = new Uint8Array(bytes);
  if (name === 'Buffer') return Buffer.from(buffer);
  if (name === 'ArrayBuffer') return buffer;
  const View = viewNamed(name);
  if (View === undefined) throw new TypeError('unknown tag');
  return new View(buffer);
}

function listOf(value: unknown): unknown[] {
  if (!Array.isArray(value)) throw new TypeError('no list');
  return value;
}

const pairsOf = (value: unknown) => listOf(value).map(listOf);

function textOf(value: unknown): string {
  if (typeof value !== 'string') throw new TypeError('no text');
  return value;
}
