/** The code points of valid UTF-8, read from the bytes so that no string of a secret comes to be. */
export function* codePoints(utf8: Uint8Array): Generator<number> {
  for (let i = 0; i < utf8.length;) {
    const lead = utf8[i++] ?? 0;
    let point = leadBits(lead);
    for (let rest = continuationBytes(lead); rest > 0; rest--) {
      point = (point << 6) | ((utf8[i++] ?? 0) & 0x3f);
    }
    yield point;
  }
}

function continuationBytes(lead: number): number {
  if (lead < 0xc0) return 0;
  if (lead < 0xe0) return 1;
  return lead < 0xf0 ? 2 : 3;
}

function leadBits(lead: number): number {
  if (lead < 0xc0) return lead;
  if (lead < 0xe0) return lead & 0x1f;
  return lead < 0xf0 ? lead & 0x0f : lead & 0x07;
}
