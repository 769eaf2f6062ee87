import type { KeysetPosition } from '../keyset/keyset-position.js';
import { PageFetchError } from '../page-fetch.error.js';
import type { DerivedKey } from '../../signing/derived-key.js';
import { CursorKey } from './cursor-key.js';
import { readPosition, writePosition } from './position-text.js';

/** The purpose of the keys; docs/keys.md has the format and a test vector. */
export const CURSOR_PURPOSE = 'pagination-cursor';

const VERSION = '1';
const BODY_START = VERSION.length + 8;
const LONGEST = 1024;

/** Seals positions for clients: unreadable, unforgeable, and good only for the list they belong to. The same position has the same text. */
export class CursorCodec {
  readonly #current: CursorKey;
  readonly #byKid: ReadonlyMap<string, CursorKey>;

  /** The first key seals, all open. */
  constructor([current, ...earlier]: readonly [DerivedKey, ...DerivedKey[]]) {
    this.#current = new CursorKey(current);
    const keys = [this.#current, ...earlier.map((key) => new CursorKey(key))];
    this.#byKid = new Map(keys.map((key) => [key.kid, key]));
  }

  /** At most 1,024 characters; undefined for values too long for that. Throws PageFetchError for too few or too many of them. */
  seal(position: KeysetPosition, columns: number, binding: string): string | undefined {
    if (position.values.length !== columns) throw PageFetchError.wrongValues();
    const sealed = this.#current.seal(writePosition(position), binding).toString('base64url');
    const text = `${VERSION}${this.#current.kid}${sealed}`;
    return text.length > LONGEST ? undefined : text;
  }

  /** Undefined for all that this has not sealed for the same list. */
  open(text: string, columns: number, binding: string): KeysetPosition | undefined {
    if (text.length > LONGEST || !text.startsWith(VERSION)) return undefined;
    const key = this.#byKid.get(text.slice(VERSION.length, BODY_START));
    if (key === undefined) return undefined;
    const body = text.slice(BODY_START);
    const sealed = Buffer.from(body, 'base64url');
    // Several texts decode to the same bytes, and only one of them was given out.
    if (sealed.toString('base64url') !== body) return undefined;
    const plain = key.open(sealed, binding);
    return plain === undefined ? undefined : readPosition(plain, columns);
  }
}
