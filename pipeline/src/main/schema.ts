import { Option } from 'commander';
import { sql } from 'kysely';
import { AppError, silentLog } from '#shared';
import { openDatabase } from '../shared/adapters/postgres/open-database.ts';
import { type Invocation, withSystem } from './command.ts';
import { usage } from './command-line.ts';
import type { Settings } from './config.ts';
import { LIVE_SCHEMA, type System } from './system.ts';

/** Where `nextclose demo` leaves its tables. */
export const DEMO_SCHEMA = 'demo';

/** The live tables, the demo's, or those of one replay; a replay's summary says what its schema is called. */
const NAME = /^(nextclose|demo|replay_[a-z0-9_]+)$/;

/** `--schema`, for commands that also read what a replay left behind. */
export const schemaOption = (): Option =>
  new Option('--schema <name>', 'the tables to read: nextclose, demo or replay_…')
    .default(LIVE_SCHEMA)
    .argParser(text => {
      if (NAME.test(text)) return text;
      throw usage(`--schema: "${text}" is no schema of nextclose`, 'nextclose, demo, or replay_… as a replay says');
    });

/**
 * Opens the tables of a schema. Live ones are made where there are none yet; a replay's are not, because a read must not leave
 * an empty replay behind.
 * @throws AppError NOT_FOUND that lists the schemas that are there
 */
export async function withSchema<Result>(
  invocation: Invocation,
  schema: string,
  run: (system: System) => Promise<Result>,
): Promise<Result> {
  if (schema === LIVE_SCHEMA) return await withSystem(invocation, run);
  const database = await openServer(invocation.settings);
  try {
    const { rows } = await sql<{ name: string }>`select nspname as name from pg_namespace order by 1`.execute(
      database.db,
    );
    const there = rows.map(({ name }) => name).filter(name => NAME.test(name));
    if (!there.includes(schema)) throw notThere(schema, there);
    return await withSystem(invocation, run, { schema });
  } finally {
    await database.close();
  }
}

/** The server with no schema of ours in mind. */
export const openServer = ({ dataDir, databaseUrl: url }: Settings) =>
  openDatabase({ dataDir, log: silentLog, poolSize: 1, ...(url === undefined ? {} : { url }) });

const notThere = (schema: string, there: readonly string[]): AppError =>
  new AppError('NOT_FOUND', `there is no schema "${schema}" in this database`, {
    field: 'schema',
    accepted: there.length > 0 ? there.join(', ') : 'none yet: nextclose demo and nextclose replay make them',
  });
