import { decode } from '../values/decode.js';
import { readEntry } from '../stores/entry-text.js';
import type { ServerFound } from './found.js';

/** What a text of the server holds, fresh or within its grace; undefined for none, and for one that is no entry. */
export function foundIn(text: string | undefined): ServerFound | undefined {
  const entry = text === undefined ? undefined : readEntry(text);
  const kept = entry && decode(entry.payload);
  if (entry === undefined || kept === undefined) return undefined;
  return { kept, expires: entry.expires, grace: entry.grace, source: 'server' };
}
