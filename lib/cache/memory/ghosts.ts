/**
 * Which keys were pushed out not long ago. Only their marks are held, in a table in which later ones take the
 * place of earlier ones: what is wrong about one now and then costs a little of the hit rate, and nothing else.
 */
export class Ghosts {
  #marks = new Int32Array(0);
  #addedAt = new Int32Array(0);
  #added = 0;
  #most = 0;

  /** `most` of them count, the latest. */
  add(mark: number, most: number): void {
    this.#most = most;
    if (this.#marks.length < 2 * most) this.#grow(most);
    const place = mark & (this.#marks.length - 1);
    this.#added = (this.#added + 1) | 0;
    this.#marks[place] = mark;
    this.#addedAt[place] = this.#added;
  }

  /** Whether a key of this mark is one of them; it no longer is. */
  take(mark: number): boolean {
    if (this.#most === 0) return false;
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
