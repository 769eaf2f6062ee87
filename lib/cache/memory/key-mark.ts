/** Characters of a key that are looked at, spread evenly over it. */
const CHARACTERS = 48;

/** A number that tells keys apart well enough for what may err now and then: FNV-1a in 32 bits, never 0. */
export function markOf(key: string): number {
  const step = Math.ceil(key.length / CHARACTERS);
  let hash = -2_128_831_035 ^ key.length;
  for (let i = 0; i < key.length; i += step) hash = Math.imul(hash ^ key.charCodeAt(i), 16_777_619);
  hash ^= hash >>> 15;
  return hash === 0 ? 1 : hash;
}
