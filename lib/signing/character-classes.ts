/** C0 and C1 controls. */
export const isControl = (point: number) => point < 0x20 || (point >= 0x7f && point <= 0x9f);

/** White space as JavaScript's trim() sees it (ECMA-262, WhiteSpace and LineTerminator). */
export function isWhiteSpace(point: number): boolean {
  if ((point >= 0x09 && point <= 0x0d) || point === 0x20) return true;
  if (point < 0xa0) return false;
  return (
    (point >= 0x2000 && point <= 0x200a) ||
    [0xa0, 0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000, 0xfeff].includes(point)
  );
}

/** Soft hyphen, zero-width and direction marks, line separators, the byte order mark, and what broken decoding leaves. */
export function isInvisible(point: number): boolean {
  return (
    point === 0xad ||
    (point >= 0x200b && point <= 0x200f) ||
    (point >= 0x2028 && point <= 0x202e) ||
    (point >= 0x2060 && point <= 0x2064) ||
    point === 0xfeff ||
    point === 0xfffd
  );
}
