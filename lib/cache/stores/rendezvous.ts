import { fnv1a } from './fnv1a.js';

const { imul } = Math;

/**
 * Which of several nodes keeps a key: the one whose seed makes the highest score with it (rendezvous hashing, Thaler and
 * Ravishankar 1996). When a node comes or goes, only the keys that it gets or had move.
 */
export class Rendezvous {
  readonly #nodes: readonly string[];
  readonly #seeds: readonly number[];

  constructor(nodes: readonly string[]) {
    this.#nodes = nodes;
    this.#seeds = nodes.map(fnv1a);
  }

  nodeOf(key: string): string {
    const hash = fnv1a(key);
    let best = 0;
    let highest = -1;
    for (const [i, seed] of this.#seeds.entries()) {
      const score = mix(hash ^ seed);
      if (score > highest) {
        highest = score;
        best = i;
      }
    }
    return this.#nodes[best] ?? '';
  }
}

/** The finalizer of MurmurHash3: each bit of the input changes half of the output's. */
function mix(hash: number): number {
  let mixed = hash;
  mixed = imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
