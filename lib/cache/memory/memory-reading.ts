import { getHeapStatistics } from 'node:v8';

/** What this process may use and uses, in bytes; Infinity where nothing limits it. */
export interface MemoryReading {
  readonly heapLimit: number;
  readonly heapUsed: number;
  /** What the system has left for this process. */
  readonly available: number;
  /** The limit of the container. */
  readonly constrained: number;
}

type System = Pick<NodeJS.Process, 'availableMemory' | 'constrainedMemory'>;

export function readMemory(system: System = process): MemoryReading {
  const { heap_size_limit, used_heap_size } = getHeapStatistics();
  const constrained = limit(system.constrainedMemory());
  const available = system.availableMemory();
  return {
    heapLimit: heap_size_limit,
    heapUsed: used_heap_size,
    // 0 is a full container, or a system that cannot tell.
    available: available === 0 && constrained === Infinity ? Infinity : available,
    constrained,
  };
}

/** Without a limit, cgroups report a number next to 2^64, and systems without cgroups 0. */
function limit(bytes: number): number {
  return bytes > 0 && bytes <= Number.MAX_SAFE_INTEGER ? bytes : Infinity;
}
