import { AppError } from '#shared';
import type { Settings } from './config.ts';
import { openServer } from './schema.ts';

/** First half of the advisory lock's key; the second is the schema's name, so that different replays run side by side. */
const LOCK = 0x6e63_0003;

/**
 * Works with a replay's schema while nobody else replays into it or serves it: a replay begins by dropping what is there. The
 * lock is a session's, so it ends with the process, however that ends.
 * @throws AppError CONFLICT while another process has it
 */
export async function holdSchema<Result>(
  settings: Settings,
  schema: string,
  work: () => Promise<Result>,
): Promise<Result> {
  const database = await openServer(settings);
  try {
    const session = await database.connect();
    try {
      const locking = 'select pg_try_advisory_lock($1::integer, hashtext($2)) as held';
      const { rows } = await session.query<{ held: boolean }>(locking, [LOCK, schema]);
      if (!rows[0]?.held) throw inUse(schema);
      return await work();
    } finally {
      session.release(true);
    }
  } finally {
    await database.close();
  }
}

const inUse = (schema: string): AppError =>
  new AppError('CONFLICT', `the schema "${schema}" is being replayed or served by another nextclose`, {
    field: 'schema',
    accepted: 'to wait for its end or to stop it; another --data-dir to have both',
  });
