/** Pairs of a variable that is set but unknown, and the one unset setting whose name is a single edit away. */
export function misspeltNames(
  set: readonly string[],
  unset: readonly string[],
): { name: string; meant: string }[] {
  return set.flatMap((name) => {
    const candidates = unset.filter((setting) => isOneEditAway(name, setting));
    const [meant] = candidates;
    return meant !== undefined && candidates.length === 1 ? [{ name, meant }] : [];
  });
}

/** One character inserted, removed, replaced, or swapped with its neighbour; more would be guessing. */
function isOneEditAway(a: string, b: string): boolean {
  // Of names as short as `_` and `N` an edit leaves nothing to recognise.
  if (a === b || a.length < 3 || Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  const restA = a.slice(start);
  const restB = b.slice(start);
  return (
    restA.slice(1) === restB.slice(1) ||
    restA.slice(1) === restB ||
    restA === restB.slice(1) ||
    (restA.slice(2) === restB.slice(2) && restA[0] === restB[1] && restA[1] === restB[0])
  );
}
