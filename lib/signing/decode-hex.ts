/** What pairs of hexadecimal digits of either case stand for, undefined when the text is anything else. */
export function decodeHex(text: Uint8Array): Buffer | undefined {
  if (text.length % 2 !== 0) return undefined;
  const decoded = Buffer.alloc(text.length / 2);
  for (let i = 0; i < decoded.length; i++) {
    const high = nibble(text[2 * i]);
    const low = nibble(text[2 * i + 1]);
    if (high === undefined || low === undefined) return undefined;
    decoded[i] = (high << 4) | low;
  }
  return decoded;
}

function nibble(digit = 0): number | undefined {
  if (digit >= 0x30 && digit <= 0x39) return digit - 0x30;
  const lower = digit | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x61 + 10 : undefined;
}
