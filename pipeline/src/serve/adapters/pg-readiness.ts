import type { Kysely } from 'kysely';
import { AppError, type Database, migrationStatus } from '#shared';
import type { ReadinessCheck } from '../ports.ts';

/** A database that does not answer within this time is not there for a probe. */
const PATIENCE_MS = 2_000;

/** Ready: the database answers, its tables are those of this code, and at least one symbol has a champion. */
export const pgReadiness = (db: Kysely<Database>): ReadinessCheck => ({
  async missing() {
    try {
      return await withinPatience(check(db));
    } catch (error) {
      const late = error instanceof AppError && error.code === 'DATABASE_UNAVAILABLE';
      return [late ? 'the database cannot be reached' : 'the database does not answer as it should'];
    }
  },
});

async function check(db: Kysely<Database>): Promise<string[]> {
  const { pending, unknown } = await migrationStatus(db);
  if (pending.length > 0) return [`migrations are pending (run nextclose migrate): ${pending.join(', ')}`];
  if (unknown.length > 0) return [`the database is newer than this server: ${unknown.join(', ')}`];
  const champion = await db
    .selectFrom('model_alias')
    .select('symbol')
    .where('alias', '=', 'champion')
    .where('version_id', 'is not', null)
    .limit(1)
    .executeTakeFirst();
  return champion ? [] : ['no symbol has a champion yet (run nextclose train)'];
}

async function withinPatience<Value>(work: Promise<Value>): Promise<Value> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new AppError('DATABASE_UNAVAILABLE', 'no answer in time')), PATIENCE_MS);
  try {
    return await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
  }
}
