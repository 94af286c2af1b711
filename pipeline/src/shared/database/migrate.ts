import { type Kysely, sql, type Transaction } from 'kysely';
import type { Clock } from '../clock.ts';
import { AppError } from '../errors.ts';
import { sha256 } from '../hash.ts';
import type { Instant } from '../time.ts';
import { MIGRATIONS, type Migration } from './migrations/index.ts';
import type { Database } from './schema.ts';
import { type Timestamp, timestamp } from './timestamp.ts';

type MigrationRow = { name: string; checksum: string; applied_at: Timestamp };
type Tables = { migration: MigrationRow };

export type MigrationStatus = {
  readonly applied: readonly { readonly name: string; readonly appliedAt: Instant }[];
  /** Known to this code and not applied yet, in the order in which `migrate` would apply them */
  readonly pending: readonly string[];
  /** Applied by newer code and unknown to this one */
  readonly unknown: readonly string[];
};

/** First half of the advisory lock's key; the second is the schema, so that schemas migrate side by side. */
const LOCK = 0x6e63_0002;

/**
 * Brings the schema of the connection's `search_path` up to this code, one transaction per migration, forward only. Of two
 * callers at once one waits and then finds nothing left to do.
 * @returns the names it applied
 * @throws AppError DATABASE_TOO_NEW when newer code has been here, MIGRATION_CHANGED when an applied migration was edited
 */
export async function migrate(
  db: Kysely<Database>,
  clock: Clock,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<string[]> {
  const tables = db.withTables<Tables>();
  const applied: string[] = [];
  for (;;) {
    const name = await tables.transaction().execute(tx => applyNext(tx, clock, migrations));
    if (name === undefined) return applied;
    applied.push(name);
  }
}

/** What has been applied and what has not, without changing anything. */
export async function migrationStatus(
  db: Kysely<Database>,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<MigrationStatus> {
  const rows = await appliedRows(db.withTables<Tables>());
  const done = new Set(rows.map(row => row.name));
  const known = new Set(migrations.map(migration => migration.name));
  return {
    applied: rows.map(row => ({ name: row.name, appliedAt: row.applied_at })),
    pending: migrations.map(migration => migration.name).filter(name => !done.has(name)),
    unknown: [...done].filter(name => !known.has(name)),
  };
}

async function applyNext(
  tx: Transaction<Database & Tables>,
  clock: Clock,
  migrations: readonly Migration[],
): Promise<string | undefined> {
  await sql`select pg_advisory_xact_lock(${LOCK}, hashtext(current_schema()))`.execute(tx);
  const rows = await appliedRows(tx);
  refuseForeign(rows, migrations);
  const next = migrations[rows.length];
  if (next === undefined) return undefined;
  await sql`create table if not exists migration (
    name text primary key, checksum text not null, applied_at timestamptz not null
  )`.execute(tx);
  for (const statement of next.statements) await sql.raw(statement).execute(tx);
  const row = { name: next.name, checksum: checksum(next), applied_at: timestamp(clock.now()) };
  await tx.insertInto('migration').values(row).execute();
  return next.name;
}

async function appliedRows(db: Kysely<Database & Tables>): Promise<MigrationRow[]> {
  const { rows } = await sql<{ there: boolean }>`select to_regclass('migration') is not null as there`.execute(db);
  if (!rows[0]?.there) return [];
  return db.selectFrom('migration').selectAll().orderBy('name').execute();
}

function refuseForeign(rows: readonly MigrationRow[], migrations: readonly Migration[]): void {
  const known = new Set(migrations.map(migration => migration.name));
  const unknown = rows.map(row => row.name).filter(name => !known.has(name));
  if (unknown.length > 0) {
    throw new AppError(
      'DATABASE_TOO_NEW',
      `the database was migrated by newer code: "${unknown.join('", "')}" is not known here; update nextclose`,
    );
  }
  rows.forEach((row, i) => {
    const migration = migrations[i];
    if (migration?.name !== row.name) {
      throw new AppError(
        'MIGRATION_CHANGED',
        `migration "${row.name}" was applied where this code has "${migration?.name}"`,
      );
    }
    if (checksum(migration) !== row.checksum) {
      throw new AppError('MIGRATION_CHANGED', `migration "${row.name}" was edited after it was applied; add a new one`);
    }
  });
}

const checksum = (migration: Migration): string => sha256(migration.statements.join(';\n'));
