/** An entry as a server keeps it. */
export interface EntryText {
  /** Milliseconds since 1970 until which it is fresh; Infinity for ever. The server keeps it for its grace longer. */
  readonly expires: number;
  /** The value as `encode` writes it. */
  readonly payload: string;
}

/** The form of this version; an entry of another form is a miss. */
const FORM = '1';
const HEADER = /^1([0-9a-z]*);/;

export function writeEntry({ expires, payload }: EntryText): string {
  const until = expires === Infinity ? '' : Math.ceil(expires).toString(36);
  return `${FORM}${until};${payload}`;
}

/** undefined for a text that is no entry. */
export function readEntry(text: string): EntryText | undefined {
  const [header, until = ''] = HEADER.exec(text) ?? [];
  if (header === undefined) return undefined;
  const expires = until === '' ? Infinity : parseInt(until, 36);
  return { expires, payload: text.slice(header.length) };
}
