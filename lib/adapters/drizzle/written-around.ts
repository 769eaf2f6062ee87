import { sql, type SQL } from 'drizzle-orm';

/** What text of SQL says around a part, with the part of Drizzle in its place: its parameters and aliases stay. */
export function writtenAround(part: SQL, around: (text: string) => string): SQL {
  return sql.join(around(PLACE).split(PLACE).map(sql.raw), part);
}

/** A character that no text of SQL has. */
const PLACE = '\0';
