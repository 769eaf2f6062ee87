import type { ConfigurationProblem } from '../report/configuration-problem.js';

interface Broken {
  readonly name: string;
  readonly dependsOn: readonly string[];
}

/**
 * Leaves out what follows from a problem that is reported: while PAGE_SIZE is wrong, nothing can be said of
 * PAGE_SIZE_MAX. Settings that are wrong by each other alone are all kept, or nothing would stop the boot.
 */
export function withoutFollowers<T extends Broken>(
  broken: readonly T[],
  known: readonly ConfigurationProblem[],
): T[] {
  const settled = new Set(known.map(({ setting }) => setting));
  const wrong = new Set([...settled, ...broken.map(({ name }) => name)]);
  const isRoot = ({ dependsOn }: Broken) => !dependsOn.some((name) => wrong.has(name));
  const roots = broken.filter(isRoot);
  for (const { name } of roots) settled.add(name);
  let rest = broken.filter((each) => !isRoot(each));
  for (let before = -1; before !== rest.length;) {
    before = rest.length;
    const follows = ({ dependsOn }: Broken) => dependsOn.some((name) => settled.has(name));
    for (const { name } of rest.filter(follows)) settled.add(name);
    rest = rest.filter(({ name }) => !settled.has(name));
  }
  return [...roots, ...rest];
}
