/** An entry as a server keeps it. */
export interface EntryText {
  /** Milliseconds since 1970 until which it is fresh; Infinity for ever. The server keeps it for its grace longer. */
  readonly expires: number;
  /** The value as `encode` writes it. */
  readonly payload: string;
}

/** The form of this version; an entry of another form is a miss. */
const FORM = '1';
const END = ';';

export function writeEntry({ expires, payload }: EntryText): string {
  const until = expires === Infinity ? '' : Math.ceil(expires).toString(36);
  return `${FORM}${until}${END}${payload}`;
}

/** undefined for a text that is no entry. */
export function readEntry(text: string): EntryText | undefined {
  const end = text.startsWith(FORM) ? text.indexOf(END) : -1;
  if (end === -1) return undefined;
  const expires = end === FORM.length ? Infinity : parseInt(text.slice(FORM.length, end), 36);
  return Number.isNaN(expires) ? undefined : { expires, payload: text.slice(end + END.length) };
}
