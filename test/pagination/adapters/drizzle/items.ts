import * as mysql from 'drizzle-orm/mysql-core';
import * as pg from 'drizzle-orm/pg-core';
import * as sqlite from 'drizzle-orm/sqlite-core';

/** The table of page-item.ts as Drizzle knows it; its columns with the types that an application would give them. */
export const pgItems = pg.pgTable('drizzle_items', {
  id: pg.integer().primaryKey(),
  tie: pg.integer().notNull(),
  maybe: pg.integer(),
  stamp: pg.timestamp({ precision: 6 }).notNull(),
  seen: pg.timestamp({ precision: 6 }),
  big: pg.bigint({ mode: 'number' }).notNull(),
  amount: pg.numeric({ precision: 30, scale: 10 }).notNull(),
  name: pg.text().notNull(),
});

export const sqliteItems = sqlite.sqliteTable('drizzle_items', {
  id: sqlite.integer().primaryKey(),
  tie: sqlite.integer().notNull(),
  maybe: sqlite.integer(),
  stamp: sqlite.text().notNull(),
  seen: sqlite.text(),
  big: sqlite.integer().notNull(),
  amount: sqlite.text().notNull(),
  name: sqlite.text().notNull(),
});

export const mysqlItems = mysql.mysqlTable('drizzle_items', {
  id: mysql.int().primaryKey(),
  tie: mysql.int().notNull(),
  maybe: mysql.int(),
  stamp: mysql.datetime({ fsp: 6 }).notNull(),
  seen: mysql.datetime({ fsp: 6 }),
  big: mysql.bigint({ mode: 'number' }).notNull(),
  amount: mysql.decimal({ precision: 30, scale: 10 }).notNull(),
  name: mysql.varchar({ length: 100 }).notNull(),
});
