import { Kysely, PostgresDialect, type PostgresPoolClient } from 'kysely';
import { type ClientConfig, escapeIdentifier, Pool, type PoolClient } from 'pg';
import type { Database } from '../../database/schema.ts';
import { AppError } from '../../errors.ts';
import type { Log } from '../../log.ts';
import { type Embedded, openEmbedded } from './embedded.ts';
import { statementPreparer } from './prepared.ts';
import { TYPES } from './type-parsers.ts';
import { isUnavailable, translated } from './unavailable.ts';

export type DatabaseOptions = {
  /** A PostgreSQL server of your own; without it the embedded one of `dataDir` */
  readonly url?: string;
  readonly dataDir: string;
  /** The schema every table is looked up in, made where it is missing; replays and tests have one of their own */
  readonly schema?: string;
  readonly log: Log;
  /** false: a commit does not wait for the disk, for data that can be made again, such as a replay's; true by default */
  readonly durable?: boolean;
  /** Connections at most; 10 by default */
  readonly poolSize?: number;
  /** See `openEmbedded` */
  readonly systemDir?: string;
};

export interface OpenDatabase {
  readonly kind: 'embedded' | 'url';
  readonly db: Kysely<Database>;
  /** For clients of another kind (LISTEN, COPY, pg-boss): what `pg` connects with, and connections of the same pool */
  readonly connection: ClientConfig;
  connect(): Promise<PoolClient>;
  /** Waits for running queries, closes the connections, and, embedded, leaves the server: the last one out stops it. */
  close(): Promise<void>;
}

type Server = Pick<Embedded, 'ready' | 'check' | 'leave'> & { readonly connection: ClientConfig };

/**
 * Opens the database: columns are read as `database/README.md` says, a lost connection rejects with AppError
 * DATABASE_UNAVAILABLE, and later queries wait for the embedded server to be back.
 * @throws AppError DATABASE_UNAVAILABLE, CONFIG_INVALID for a URL that cannot work, and what `openEmbedded` throws
 */
export async function openDatabase(options: DatabaseOptions): Promise<OpenDatabase> {
  const { url, schema, log } = options;
  const server = url === undefined ? await openEmbedded(options) : ownServer(url);
  const pool = new Pool({
    ...server.connection,
    types: TYPES,
    max: options.poolSize ?? 10,
    application_name: 'nextclose',
    onConnect: client => client.query(sessionSettings(schema, options.durable ?? true)),
  } as ConstructorParameters<typeof Pool>[0]);
  pool.on('connect', client => client.on('error', () => {})); // lost while in use: the query that runs on it rejects
  pool.on('error', error => log.debug({ error: error.message }, 'an idle database connection was lost'));

  const connect = (): Promise<PoolClient> => connectWith(pool, server);
  const clients = new WeakMap<PoolClient, PostgresPoolClient>();
  const dialect = new PostgresDialect({
    pool: {
      options: pool.options,
      connect: async () => {
        const client = await connect();
        const known = clients.get(client) ?? translating(client);
        clients.set(client, known);
        return known;
      },
      end: async () => {}, // `close` below ends it, also when no query was ever made
    },
  });
  const db = new Kysely<Database>({ dialect });
  let closed: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    await db.destroy();
    await pool.end();
    await server.leave();
  };
  try {
    if (schema !== undefined) await createSchema(connect, schema);
    else (await connect()).release();
  } catch (error) {
    await close();
    throw wrongUrl(error) ?? error;
  }
  return {
    kind: url === undefined ? 'embedded' : 'url',
    db,
    connection: server.connection,
    connect,
    close: () => (closed ??= close()),
  };
}

const ownServer = (url: string): Server => ({
  connection: { connectionString: url },
  ready: async () => {},
  check: async () => {},
  leave: async () => {},
});

/** invalid_authorization, invalid_password, invalid_catalog_name (no such database); and what is no URL at all. */
const URL_FAULTS = new Set(['28000', '28P01', '3D000', 'ERR_INVALID_URL']);

function wrongUrl(error: unknown): AppError | undefined {
  const { code = '', message } = error as NodeJS.ErrnoException;
  if (!URL_FAULTS.has(code)) return undefined;
  return new AppError('CONFIG_INVALID', `the database refuses: ${message}`, {
    field: 'DATABASE_URL',
    accepted: 'postgres://user:password@host:5432/database of an existing database',
    cause: error,
  });
}

/** Times to try again when the server went away between two queries, before the error is the caller's. */
const ATTEMPTS = 5;

async function connectWith(pool: Pool, server: Server): Promise<PoolClient> {
  for (let attempt = 1; ; attempt++) {
    await server.ready();
    try {
      return await pool.connect();
    } catch (error) {
      if (!isUnavailable(error) || attempt === ATTEMPTS) throw translated(error);
      await server.check();
    }
  }
}

/** The client as kysely needs it, with the driver's many words for a lost connection turned into one. */
function translating(client: PoolClient): PostgresPoolClient {
  const prepare = statementPreparer();
  const query = async (sql: string, parameters: readonly unknown[]): Promise<unknown> => {
    try {
      return await client.query(prepare(sql, [...parameters]));
    } catch (error) {
      throw translated(error);
    }
  };
  // A cast, because kysely's second form takes a cursor, which is never passed here.
  return { query: query as PostgresPoolClient['query'], release: destroy => client.release(destroy) };
}

/**
 * For data that can be made again: a commit does not wait for the disk, and statements keep the plan that looks rows up by
 * key. A replay grows its tables so fast that a plan made for their size a moment ago would soon read all of them.
 */
const REPLAYED = `; set synchronous_commit = off; set plan_cache_mode = force_generic_plan; set jit = off;
  set enable_seqscan = off; set enable_hashjoin = off; set enable_mergejoin = off`;

/** A server of your own may have other defaults. */
function sessionSettings(schema: string | undefined, durable: boolean): string {
  const waiting = durable ? '' : REPLAYED;
  const common = `set timezone = 'UTC'; set datestyle = 'ISO, YMD'; set client_min_messages = warning${waiting}`;
  return schema === undefined ? common : `${common}; set search_path = ${escapeIdentifier(schema)}`;
}

async function createSchema(connect: () => Promise<PoolClient>, schema: string): Promise<void> {
  const client = await connect();
  try {
    await client.query(`create schema if not exists ${escapeIdentifier(schema)}`);
  } catch (error) {
    // Two at once: "if not exists" is no lock, and the loser meets the other's row.
    if ((error as NodeJS.ErrnoException).code !== '23505') throw translated(error);
  } finally {
    client.release();
  }
}
