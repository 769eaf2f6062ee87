const PAD = 0x3d;

/**
 * What base64 or base64url stands for (RFC 4648 sections 4 and 5), undefined when it is neither: foreign or mixed
 * alphabets, wrong padding, left-over bits that are not zero. Padding may be left out.
 */
export function decodeBase64(text: Uint8Array): Buffer | undefined {
  const digits = withoutPadding(text);
  if (digits === undefined || digits.length % 4 === 1 || mixesAlphabets(digits)) return undefined;
  const decoded = Buffer.alloc(Math.floor((digits.length * 3) / 4));
  let bits = 0;
  let pending = 0;
  let length = 0;
  for (const digit of digits) {
    const value = sextet(digit);
    if (value === undefined) return undefined;
    bits = ((bits << 6) | value) & 0xfff;
    pending += 6;
    if (pending < 8) continue;
    pending -= 8;
    decoded[length++] = bits >> pending;
  }
  return (bits & ((1 << pending) - 1)) === 0 ? decoded : undefined;
}

/** Undefined when there is some, but not as much as the length asks for. */
function withoutPadding(text: Uint8Array): Uint8Array | undefined {
  if (text.at(-1) !== PAD) return text;
  if (text.length % 4 !== 0) return undefined;
  return text.subarray(0, text.at(-2) === PAD ? -2 : -1);
}

function mixesAlphabets(digits: Uint8Array): boolean {
  const standard = digits.includes(0x2b) || digits.includes(0x2f);
  return standard && (digits.includes(0x2d) || digits.includes(0x5f));
}

function sextet(digit: number): number | undefined {
  if (digit >= 0x41 && digit <= 0x5a) return digit - 0x41;
  if (digit >= 0x61 && digit <= 0x7a) return digit - 0x61 + 26;
  if (digit >= 0x30 && digit <= 0x39) return digit - 0x30 + 52;
  if (digit === 0x2b || digit === 0x2d) return 62;
  return digit === 0x2f || digit === 0x5f ? 63 : undefined;
}
