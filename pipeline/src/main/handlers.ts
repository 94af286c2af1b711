import { AppError, type Clock, type JobHandlers, type Log, type Queue } from '#shared';
import { type FeatureDeps, updateFeatures } from '../features/index.ts';
import { type IngestDeps, ingest } from '../ingest/index.ts';
import {
  type Alarm,
  type DriftDeps,
  detectDrift,
  type ForecastDeps,
  type ForecastLog,
  forecastSymbols,
  settleSymbols,
} from '../monitor/index.ts';
import { establish, POOL, type TrainDeps } from '../registry/index.ts';
import { type GateDeps, judge, type Policy, type RetrainDeps, retrain } from '../retrain/index.ts';

/** Everything the jobs of the loop work with; `main/` builds it once for live and once for every replay. */
export type Loop = {
  readonly clock: Clock;
  readonly log: Log;
  readonly policy: Policy;
  readonly minimumSessions: number;
  readonly ingest: IngestDeps;
  readonly features: FeatureDeps;
  readonly forecasts: ForecastLog;
  readonly drift: DriftDeps;
  readonly gate: GateDeps;
  readonly retrain: RetrainDeps;
  readonly forecast: ForecastDeps;
  readonly train: TrainDeps;
};

/**
 * The loop: what each job does and which job follows it. Ingest brings bars; features, settlements, drift, gate and forecasts
 * follow in that order, so that a promotion by the gate is already in the forecasts of the same session.
 */
export function jobHandlers(loop: Loop, queue: Queue): JobHandlers {
  const { log } = loop;
  // New bars that a symbol without a model still needs before it is worth asking whether it can be trained.
  const lacking = new Map<string, number>();
  return {
    async 'ingest.v1'({ symbols, from, to }) {
      const report = await ingest(loop.ingest, { symbols, ...(from ? { from } : {}), ...(to ? { to } : {}) });
      const failed = report.filter(({ error }) => error !== undefined);
      for (const { symbol, error } of failed) log.warn({ symbol, error }, 'ingest failed');
      for (const row of report) lacking.set(row.symbol, (lacking.get(row.symbol) ?? 0) - row.new);
      const alive = report.filter(({ error }) => error === undefined).map(({ symbol }) => symbol);
      if (alive.length > 0) await queue.enqueue('features.v1', { symbols: alive });
    },
    async 'features.v1'({ symbols }) {
      await updateFeatures(loop.features, symbols);
      await queue.enqueue('settle.v1', { symbols });
    },
    async 'settle.v1'({ symbols }) {
      await settleSymbols(loop, symbols);
      await queue.enqueue('drift.v1', { symbols });
    },
    async 'drift.v1'({ symbols }) {
      await detectDrift(loop.drift, symbols, retrainOn(loop, queue));
      await queue.enqueue('gate.v1', { symbols });
    },
    async 'gate.v1'({ symbols }) {
      for (const judgement of await judge(loop.gate, symbols)) log.info(judgement, 'gate');
      await queue.enqueue('forecast.v1', { symbols });
    },
    async 'forecast.v1'({ symbols }) {
      const { skipped } = await forecastSymbols(loop.forecast, symbols);
      for (const { symbol } of skipped) {
        if ((lacking.get(symbol) ?? 0) > 0) continue;
        const missing = await missingSessions(loop, symbol);
        lacking.set(symbol, missing);
        if (missing === 0) await queue.enqueue('train.v1', { symbol }, { key: symbol });
      }
    },
    async 'train.v1'({ symbol }) {
      try {
        await establish(loop.train, symbol, 'first training');
      } catch (error) {
        // One series that no model can be fitted to (a price that never moves) must not stop the others.
        if (!(error instanceof AppError) || error.code !== 'SERIES_TOO_SHORT') throw error;
        lacking.set(symbol, RETRY_SESSIONS);
        log.warn({ symbol, reason: error.message }, 'not trained');
        return;
      }
      if (symbol === POOL) return;
      await queue.enqueue('forecast.v1', { symbols: [symbol] });
      // The pool is trained anew after the new symbols of a session, once for all of them.
      await queue.enqueue('train.v1', { symbol: POOL }, { key: POOL });
    },
    async 'retrain.v1'({ symbol, reason, alarm_id }) {
      const result = await retrain(loop.retrain, {
        symbol,
        reason,
        ...(alarm_id === undefined ? {} : { alarmId: alarm_id }),
      });
      if (!result.started) log.info({ symbol, why: result.why }, 'no retraining');
      else if (result.retraining.challengerId) await queue.enqueue('forecast.v1', { symbols: [symbol] });
    },
  };
}

/** What an alarm leads to, whoever looked at the detectors: under a policy that heeds alarms, one retraining. */
export const retrainOn =
  ({ policy, log }: Pick<Loop, 'policy' | 'log'>, queue: Queue) =>
  async (alarms: readonly Alarm[]): Promise<void> => {
    for (const { id, symbol, detector, statistic, threshold } of alarms) {
      log.warn({ symbol, alarm: id, detector, statistic, threshold }, 'drift');
      if (!policy.onAlarm) continue;
      const reason = `${detector} at ${statistic.toPrecision(4)} over ${threshold.toPrecision(4)}`;
      await queue.enqueue('retrain.v1', { symbol, reason, alarm_id: id }, { key: symbol });
    }
  };

/** Sessions after which a symbol that could not be trained is tried again. */
const RETRY_SESSIONS = 20;

/** How many more sessions a symbol without a champion needs for its first training; Infinity for one that has a champion. */
async function missingSessions(loop: Loop, symbol: string): Promise<number> {
  const champion = await loop.train.models.alias(symbol, 'champion');
  if (champion?.versionId) return Number.POSITIVE_INFINITY;
  const columns = await loop.train.reader.bars(symbol, { asOf: loop.clock.now(), last: loop.minimumSessions });
  return loop.minimumSessions - columns.sessions.length;
}
