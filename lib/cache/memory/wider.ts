/** A column with room for more, and in it what was in the one before. */
export function wider<Column extends { set(from: Column): void }>(
  column: Column,
  from: Column,
): Column {
  column.set(from);
  return column;
}
