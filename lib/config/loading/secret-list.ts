const COMMA = 0x2c;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** The items of a list of secrets, which commas or line breaks separate; views on the bytes, never strings. */
export function secretList(bytes: Uint8Array): Uint8Array[] {
  const items: Uint8Array[] = [];
  let start = 0;
  for (let end = 0; end <= bytes.length; end++) {
    if (end < bytes.length && bytes[end] !== COMMA && bytes[end] !== LINE_FEED) continue;
    items.push(withoutCarriageReturn(bytes.subarray(start, end)));
    start = end + 1;
  }
  return items;
}

function withoutCarriageReturn(line: Uint8Array): Uint8Array {
  return line.at(-1) === CARRIAGE_RETURN ? line.subarray(0, -1) : line;
}
