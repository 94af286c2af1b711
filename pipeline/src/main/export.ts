import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { type Kysely, sql } from 'kysely';
import type { Database } from '#shared';

type ColumnType = 'VARCHAR' | 'DATE' | 'TIMESTAMP' | 'DOUBLE' | 'INTEGER' | 'BOOLEAN';

/** What is exported, and as which types; times are UTC. */
const TABLES: Readonly<Record<string, Readonly<Record<string, ColumnType>>>> = {
  bar: {
    symbol: 'VARCHAR',
    session: 'DATE',
    vintage: 'INTEGER',
    open: 'DOUBLE',
    high: 'DOUBLE',
    low: 'DOUBLE',
    close: 'DOUBLE',
    volume: 'DOUBLE',
    known_at: 'TIMESTAMP',
    known_assumed: 'BOOLEAN',
    received_at: 'TIMESTAMP',
  },
  forecast: {
    id: 'VARCHAR',
    origin: 'VARCHAR',
    symbol: 'VARCHAR',
    version_id: 'VARCHAR',
    session: 'DATE',
    target_session: 'DATE',
    horizon: 'INTEGER',
    mean: 'DOUBLE',
    lower: 'DOUBLE',
    upper: 'DOUBLE',
    level: 'DOUBLE',
    previous_close: 'DOUBLE',
    made_at: 'TIMESTAMP',
  },
  settlement: {
    forecast_id: 'VARCHAR',
    vintage: 'INTEGER',
    symbol: 'VARCHAR',
    version_id: 'VARCHAR',
    target_session: 'DATE',
    horizon: 'INTEGER',
    actual: 'DOUBLE',
    error: 'DOUBLE',
    inside: 'BOOLEAN',
    settled_at: 'TIMESTAMP',
  },
  alarm: {
    id: 'VARCHAR',
    symbol: 'VARCHAR',
    version_id: 'VARCHAR',
    detector: 'VARCHAR',
    session: 'DATE',
    statistic: 'DOUBLE',
    threshold: 'DOUBLE',
    raised_at: 'TIMESTAMP',
  },
  decision: {
    id: 'VARCHAR',
    symbol: 'VARCHAR',
    champion_id: 'VARCHAR',
    challenger_id: 'VARCHAR',
    outcome: 'VARCHAR',
    reason: 'VARCHAR',
    decided_at: 'TIMESTAMP',
  },
};

const FETCH = 10_000;

export type ExportedFile = { readonly path: string; readonly rows: number };

/** Writes every table as one file, all of them as of one moment; a file appears when it is complete. */
export async function exportTables(
  db: Kysely<Database>,
  folder: string,
  format: 'parquet' | 'csv',
): Promise<ExportedFile[]> {
  const instance = await DuckDBInstance.create(':memory:');
  const duck = await instance.connect();
  try {
    return await db
      .transaction()
      .setIsolationLevel('repeatable read')
      .execute(async tx => {
        const files: ExportedFile[] = [];
        for (const [name, columns] of Object.entries(TABLES)) {
          const path = join(folder, `${name}.${format}`);
          const staged = Object.keys(columns).map(column => `"${column}" VARCHAR`);
          await duck.run(`create or replace table staged (${staged.join(', ')})`);
          let rows = 0;
          const appender = await duck.createAppender('staged');
          for await (const row of textRows(tx, name, Object.keys(columns))) {
            for (const value of row) {
              if (value === null) appender.appendNull();
              else appender.appendVarchar(value);
            }
            appender.endRow();
            rows += 1;
          }
          appender.closeSync();
          const typed = Object.entries(columns).map(([column, type]) => `"${column}"::${type} as "${column}"`);
          await writeWhole(path, part =>
            duck.run(
              `copy (select ${typed.join(', ')} from staged) to '${part.replaceAll("'", "''")}' (format ${format})`,
            ),
          );
          files.push({ path, rows });
        }
        return files;
      });
  } finally {
    duck.closeSync();
    instance.closeSync();
  }
}

async function writeWhole(path: string, write: (part: string) => Promise<unknown>): Promise<void> {
  const part = `${path}.part`;
  try {
    await write(part);
    await rename(part, path);
  } finally {
    await rm(part, { force: true });
  }
}

/** Rows as text by a cursor, so that a table larger than memory goes through; PostgreSQL's text of a float8 is exact. */
async function* textRows(
  db: Kysely<Database>,
  name: string,
  columns: readonly string[],
): AsyncGenerator<(string | null)[]> {
  const list = sql.join(columns.map(column => sql`${sql.ref(column)}::text`));
  await sql`declare exported cursor for select array[${list}] as row from ${sql.table(name)} order by 1`.execute(db);
  for (;;) {
    const { rows } = await sql<{ row: (string | null)[] }>`fetch ${sql.lit(FETCH)} from exported`.execute(db);
    for (const { row } of rows) yield row;
    if (rows.length < FETCH) break;
  }
  await sql`close exported`.execute(db);
}
