import { join } from 'node:path';
import { type Clock, type Log, migrate, systemClock } from '#shared';
import { parquetOfflineStore } from '../features/adapters/parquet-offline-store.ts';
import { pgBarKnowledge } from '../features/adapters/pg-bar-knowledge.ts';
import { pgOnlineStore } from '../features/adapters/pg-online-store.ts';
import { csvProvider } from '../ingest/adapters/csv-provider.ts';
import { folderLanding } from '../ingest/adapters/folder-landing.ts';
import { journalLanding } from '../ingest/adapters/journal-landing.ts';
import { pgBarReader } from '../ingest/adapters/pg-bar-reader.ts';
import { pgBarStore } from '../ingest/adapters/pg-bar-store.ts';
import { sampleProvider } from '../ingest/adapters/sample-provider.ts';
import { yahooProvider } from '../ingest/adapters/yahoo-provider.ts';
import type { Provider } from '../ingest/index.ts';
import { pgDriftStore } from '../monitor/adapters/pg-drift-store.ts';
import { pgForecastLog } from '../monitor/adapters/pg-forecast-log.ts';
import { pgSettlementReader } from '../monitor/adapters/pg-settlement-reader.ts';
import { pgModelStore } from '../registry/adapters/pg-model-store.ts';
import { rememberAliases, rememberVersions } from '../registry/index.ts';
import { pgLoopAudit } from '../replay/adapters/pg-loop-audit.ts';
import { rememberDrift, rememberOnline, rememberReads } from '../replay/index.ts';
import { pgRetrainStore } from '../retrain/adapters/pg-retrain-store.ts';
import { pgScheduleStore } from '../shared/adapters/pg-schedule-store.ts';
import { type OpenDatabase, openDatabase } from '../shared/adapters/postgres/open-database.ts';
import { pgRunStore } from '../train/adapters/pg-run-store.ts';
import type { Settings } from './config.ts';
import { jsonLog } from './log.ts';
import { parseSource } from './sources.ts';

export type SystemOptions = {
  /** Live data lives in `nextclose`; every replay has a schema of its own */
  readonly schema?: string;
  readonly clock?: Clock;
  readonly log?: Log;
  /** For a replay: this process is alone on the schema, and what it writes can be made again, so nothing waits for the disk */
  readonly replay?: boolean;
};

/** The adapters of one schema, opened and migrated. */
export type System = Awaited<ReturnType<typeof openSystem>>;

export const LIVE_SCHEMA = 'nextclose';

/** Opens the database (embedded or yours), brings it up to this code, and builds every adapter once. */
export async function openSystem(settings: Settings, options: SystemOptions = {}) {
  const { schema = LIVE_SCHEMA, clock = systemClock, log = jsonLog(settings.logLevel), replay = false } = options;
  const database = await openDatabase({
    dataDir: settings.dataDir,
    schema,
    log,
    durable: !replay,
    ...(settings.databaseUrl === undefined ? {} : { url: settings.databaseUrl }),
  });
  try {
    await migrate(database.db, clock);
  } catch (error) {
    await database.close();
    throw error;
  }
  const folder = join(settings.dataDir, schema);
  // NEXTCLOSE_LANDING is where live answers go; a replay's are its own and are made anew with it.
  const folderOfAnswers = (schema === LIVE_SCHEMA ? settings.landing : undefined) ?? join(folder, 'landing');
  const landing = replay ? journal(folder) : { zone: folderLanding({ folder: folderOfAnswers }), close() {} };
  // The database first: without it nothing more is landed, also by work that was cut off.
  const closeAll = () => database.close().then(landing.close);
  let closed: Promise<void> | undefined;
  return {
    settings,
    schema,
    clock,
    log,
    ...stores(settings, database, folder, replay),
    landing: landing.zone,
    database,
    close: () => (closed ??= closeAll()),
  };
}

function journal(folder: string) {
  const zone = journalLanding({ file: join(folder, 'landing.journal') });
  return { zone, close: () => zone.close() };
}

function stores(settings: Settings, { db }: OpenDatabase, folder: string, replay: boolean) {
  const models = rememberVersions(pgModelStore(db));
  return {
    provider: openProvider(settings),
    bars: pgBarStore(db),
    reader: replay ? rememberReads(pgBarReader(db)) : pgBarReader(db),
    online: replay ? rememberOnline(pgOnlineStore(db)) : pgOnlineStore(db),
    knowledge: pgBarKnowledge(db),
    offline: parquetOfflineStore({ folder: join(folder, 'features') }),
    runs: pgRunStore(db),
    models: replay ? rememberAliases(models) : models,
    forecasts: pgForecastLog(db),
    settled: pgSettlementReader(db),
    drift: replay ? rememberDrift(pgDriftStore(db)) : pgDriftStore(db),
    retrainings: pgRetrainStore(db),
    schedules: pgScheduleStore(db),
    audit: pgLoopAudit(db),
  };
}

/** What reads the landed answers of each provider, whichever the settings name now. */
export function parserOf({ config, dataDir }: Settings): (provider: string) => Provider | undefined {
  const known = [yahooProvider({}), sampleProvider(), csvProvider({ folder: dataDir, exchange: config.exchange })];
  return name => known.find(provider => provider.name === name);
}

/** The provider that the settings name. */
export function openProvider({ config }: Settings): Provider {
  const source = parseSource(config.source);
  if (source.kind === 'csv') return csvProvider({ folder: source.dir, exchange: config.exchange });
  return source.kind === 'yahoo' ? yahooProvider({}) : sampleProvider();
}
