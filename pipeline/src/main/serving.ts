import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AppError } from '#shared';
import { featureSet } from '../features/index.ts';
import { runUp, scoreReader } from '../monitor/index.ts';
import { pgForecastSink } from '../serve/adapters/pg-forecast-sink.ts';
import { pgLoopReader } from '../serve/adapters/pg-loop-reader.ts';
import { pgReadiness } from '../serve/adapters/pg-readiness.ts';
import { pgTotals } from '../serve/adapters/pg-totals.ts';
import { spoolFiles } from '../serve/adapters/spool-files.ts';
import { assertBindable, createServer, type FeatureReader, type PredictorSource, startSpool } from '../serve/index.ts';
import type { PgBossQueue } from '../shared/adapters/pg-boss-queue.ts';
import { openModel } from '../train/index.ts';
import { jobReader } from './live.ts';
import { FEATURE_SET } from './loop.ts';
import { portFault, type ReservedPort, type Where } from './port.ts';
import type { System } from './system.ts';
import { BUILD } from './version.ts';

export type Serving = { readonly url: string; close(): Promise<void> };

/** Starts the HTTP server and the page on a system, on a port that may be reserved; `close` drains what was accepted and the spool. */
export async function startServing(
  system: System,
  queue: PgBossQueue,
  where: Where,
  reserved?: ReservedPort,
): Promise<Serving> {
  assertBindable(where.host);
  const { database, clock, log, reader: bars, models, settings, schema } = system;
  const spool = startSpool({
    files: spoolFiles(join(settings.dataDir, schema, 'spool')),
    sink: pgForecastSink(database.db),
    log,
  });
  try {
    const app = await createServer(
      {
        clock,
        monotonic: () => performance.now(),
        nonce: () => randomBytes(16).toString('hex'),
        log,
        bars,
        features: featureReader(system),
        models,
        openModel,
        predictors: predictorSource(system),
        loop: pgLoopReader(database.db),
        scores: scoreReader(system),
        totals: pgTotals(database.db),
        queue,
        jobs: jobReader(queue),
        spool,
        readiness: pgReadiness(database.db),
      },
      { build: BUILD, pageDirectory: pageDirectory() },
    );
    await reserved?.release();
    const url = await listen(app, where);
    const close = async (): Promise<void> => {
      await app.close();
      await spool.close();
    };
    return { url, close };
  } catch (error) {
    await spool.close();
    throw error;
  }
}

async function listen(app: Awaited<ReturnType<typeof createServer>>, where: Where): Promise<string> {
  try {
    return await app.listen(where);
  } catch (error) {
    await app.close();
    throw portFault(where, error);
  }
}

const featureReader = ({ online }: System): FeatureReader => ({
  async latest(symbol) {
    const row = (await online.latest([symbol], FEATURE_SET)).get(symbol);
    return row ? [{ ...row, featureSet: FEATURE_SET, names: featureSet(FEATURE_SET).names }] : [];
  },
});

/** The version as the `forecast` job runs it: the same bars, the same online row, the same bits. */
const predictorSource = ({ reader, online }: System): PredictorSource => ({
  async open(symbol, version, asOf) {
    const latest = (await online.latest([symbol], FEATURE_SET)).get(symbol);
    const running = await runUp(reader, version, asOf, latest);
    if (!running) throw new AppError('SYMBOL_NOT_FOUND', `no bar of "${symbol}" is known`, { field: 'symbol' });
    return { predictor: running.predictor, session: running.session, previousClose: running.close };
  },
});

/** Where the built page is: beside the package when installed, in the workspace in a checkout. */
function pageDirectory(): string {
  const candidates = ['../../page', '../../../dashboard/dist'].map(path =>
    fileURLToPath(new URL(path, import.meta.url)),
  );
  return candidates.find(path => existsSync(join(path, 'index.html'))) ?? candidates.at(-1) ?? '';
}
