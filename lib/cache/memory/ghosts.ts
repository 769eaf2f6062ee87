/** Characters of a key that are looked at, spread evenly over it. */
const CHARACTERS = 48;

/**
 * Which keys were pushed out not long ago. Only a number made from the key is held, in a table in which later ones take the
 * place of earlier ones: what is wrong about a key now and then costs a little of the hit rate, and nothing else.
 */
export class Ghosts {
  #marks = new Int32Array(0);
  #addedAt = new Int32Array(0);
  #added = 0;
  #most = 0;

  /** `most` of them count, the latest. */
  add(key: string, most: number): void {
    this.#most = most;
    if (this.#marks.length < 2 * most) this.#grow(most);
    const mark = markOf(key);
    const place = mark & (this.#marks.length - 1);
    this.#added = (this.#added + 1) | 0;
    this.#marks[place] = mark;
    this.#addedAt[place] = this.#added;
  }

  /** Whether the key is one of them; it no longer is. */
  take(key: string): boolean {
    if (this.#most === 0) return false;
    const mark = markOf(key);
    const place = mark & (this.#marks.length - 1);
    if (this.#marks[place] !== mark) return false;
    this.#marks[place] = 0;
    return ((this.#added - (this.#addedAt[place] ?? 0)) | 0) < this.#most;
  }

  clear(): void {
    this.#marks.fill(0);
  }

  /** Lengths are powers of two. What was in the table is forgotten. */
  #grow(most: number): void {
    const length = 2 ** Math.ceil(Math.log2(2 * most));
    this.#marks = new Int32Array(length);
    this.#addedAt = new Int32Array(length);
  }
}

/** FNV-1a, as far as its 32 bits matter here; never 0. */
function markOf(key: string): number {
  const step = Math.ceil(key.length / CHARACTERS);
  let hash = -2_128_831_035 ^ key.length;
  for (let i = 0; i < key.length; i += step) hash = Math.imul(hash ^ key.charCodeAt(i), 16_777_619);
  hash ^= hash >>> 15;
  return hash === 0 ? 1 : hash;
}
