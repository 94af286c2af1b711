import { randomBytes } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { ClientConfig } from 'pg';
import { inject } from 'vitest';
import { openDatabase } from '../adapters/postgres/open-database.ts';
import { systemClock } from '../clock.ts';
import { migrate } from '../database/migrate.ts';
import type { Database } from '../database/schema.ts';
import { silentLog } from '../log.ts';

export type TestDatabase = {
  readonly db: Kysely<Database>;
  readonly schema: string;
  readonly connection: ClientConfig;
  /** Drops the schema. */
  close(): Promise<void>;
};

/** A fresh, migrated schema of its own on the run's shared server. */
export async function testDatabase(): Promise<TestDatabase> {
  const schema = `test_${randomBytes(6).toString('hex')}`;
  const { db, connection, close } = await openDatabase({
    dataDir: inject('testDataDir'),
    schema,
    log: silentLog,
    poolSize: 4,
  });
  await migrate(db, systemClock);
  return {
    db,
    schema,
    connection,
    async close() {
      await sql`drop schema ${sql.id(schema)} cascade`.execute(db);
      await close();
    },
  };
}
