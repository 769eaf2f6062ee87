/** An entry as a server keeps it. */
export interface EntryText {
  /** Milliseconds since 1970 until which it is fresh; Infinity for ever. */
  readonly expires: number;
  /** Milliseconds that it is kept after that. */
  readonly grace: number;
  /** Milliseconds since 1970 at which it was written, or its load was asked for, by the clock of whoever wrote it. */
  readonly written: number;
  /** The value as `encode` writes it. */
  readonly payload: string;
}

/** The form of this version; an entry of another form is a miss. */
const FORM = '1';
const GRACE = ',';
const WRITTEN = '@';
const END = ';';
const ZERO = 48;
const A = 97;

export function writeEntry({ expires, grace, written, payload }: EntryText): string {
  const until = expires === Infinity ? '' : Math.ceil(expires).toString(36);
  const longer = grace === 0 ? '' : `${GRACE}${Math.ceil(grace).toString(36)}`;
  return `${FORM}${until}${longer}${WRITTEN}${Math.floor(written).toString(36)}${END}${payload}`;
}

/** undefined for a text that is no entry. */
export function readEntry(text: string): EntryText | undefined {
  const end = text.startsWith(FORM) ? text.indexOf(END) : -1;
  if (end === -1) return undefined;
  const header = text.slice(FORM.length, end);
  const at = header.indexOf(WRITTEN);
  if (at === -1) return undefined;
  const comma = header.indexOf(GRACE);
  const until = header.slice(0, comma === -1 ? at : comma);
  const expires = until === '' ? Infinity : numberOf(until);
  const grace = comma === -1 ? 0 : numberOf(header.slice(comma + GRACE.length, at));
  const written = numberOf(header.slice(at + WRITTEN.length));
  if (Number.isNaN(expires + grace + written)) return undefined;
  return { expires, grace, written, payload: text.slice(end + END.length) };
}

/** Whether an entry is newer than another one; false where either does not tell. */
export function isNewer(text: string, than: string): boolean {
  return (readEntry(text)?.written ?? NaN) > (readEntry(than)?.written ?? NaN);
}

/** What `toString(36)` wrote; NaN for anything else. parseInt would stop at what it cannot read, and a pattern takes longer. */
function numberOf(digits: string): number {
  let number = 0;
  for (let i = 0; i < digits.length; i++) {
    const code = digits.charCodeAt(i);
    if (code >= ZERO && code < ZERO + 10) number = number * 36 + (code - ZERO);
    else if (code >= A && code < A + 26) number = number * 36 + (code - A + 10);
    else return Number.NaN;
  }
  return number;
}
