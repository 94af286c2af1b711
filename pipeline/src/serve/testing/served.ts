import { AppError, type Clock, silentLog, virtualClock } from '#shared';
import { pgBarReader } from '../../ingest/adapters/pg-bar-reader.ts';
import { pgSettlementReader } from '../../monitor/adapters/pg-settlement-reader.ts';
import { runUp } from '../../monitor/predictors.ts';
import { scoreReader } from '../../monitor/score-reader.ts';
import { pgModelStore } from '../../registry/adapters/pg-model-store.ts';
import type { TestDatabase } from '../../shared/testing/database.ts';
import { openModel } from '../../train/specs.ts';
import { pgForecastSink } from '../adapters/pg-forecast-sink.ts';
import { pgLoopReader } from '../adapters/pg-loop-reader.ts';
import { pgReadiness } from '../adapters/pg-readiness.ts';
import { pgTotals } from '../adapters/pg-totals.ts';
import { spoolFiles } from '../adapters/spool-files.ts';
import type { FeatureReader, PredictorSource } from '../ports.ts';
import type { ServeDeps } from '../server.ts';
import { type RunningSpool, startSpool } from '../spool.ts';
import { memoryJobs } from './memory-jobs.ts';

export const BUILD = { version: '1.2.3', commit: null, node: process.version };

export type Served = ServeDeps & { readonly spool: RunningSpool };

/** Everything a server needs, on a database and a folder for the spool; only the queue and the feature rows are in memory. */
export function served(db: TestDatabase['db'], spoolDirectory: string, clock: Clock = virtualClock(0)): Served {
  const models = pgModelStore(db);
  const bars = pgBarReader(db);
  let made = 0;
  return {
    clock,
    monotonic: () => performance.now(),
    nonce: () => `${process.pid}-${performance.timeOrigin}-${made++}`,
    log: silentLog,
    bars,
    features: oneRow,
    models,
    openModel,
    predictors: predictors(bars),
    loop: pgLoopReader(db),
    scores: scoreReader({ settled: pgSettlementReader(db), models }),
    totals: pgTotals(db),
    ...memoryJobs(clock),
    spool: startSpool(
      { files: spoolFiles(spoolDirectory), sink: pgForecastSink(db), log: silentLog },
      { drainEveryMs: 50 },
    ),
    readiness: pgReadiness(db),
  };
}

const oneRow: FeatureReader = {
  latest: async symbol =>
    symbol === 'AAPL'
      ? [
          {
            featureSet: 'core@1',
            session: '2023-12-29',
            knownAt: 0,
            names: ['rsi14', 'sma200'],
            values: [55.5, Number.NaN],
          },
        ]
      : [],
};

const predictors = (bars: ReturnType<typeof pgBarReader>): PredictorSource => ({
  async open(symbol, version, asOf) {
    const running = await runUp(bars, version, asOf);
    if (!running) throw new AppError('SYMBOL_NOT_FOUND', `no bar of "${symbol}" is known`);
    return { predictor: running.predictor, session: running.session, previousClose: running.close };
  },
});
