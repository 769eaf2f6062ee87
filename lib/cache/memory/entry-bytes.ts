/** What an entry takes beside its key and value: its columns, and its place in the index. */
const ENTRY_BYTES = 100;

/** The estimated size of an entry whose value is of so many bytes. */
export function entryBytes(key: string, valueBytes: number): number {
  return valueBytes + key.length + ENTRY_BYTES;
}
