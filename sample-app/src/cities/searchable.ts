/** A name as it is searched, without case or accents. Not left to the database: lower() depends on its locale. */
export function searchable(name: string): string {
  return name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
