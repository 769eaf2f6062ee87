/** FNV-1a over UTF-16 units: 32 bits, signed. Where a key is kept follows from it, so that it never changes. */
export function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash;
}
