import { AppError, type Clock, ERROR_CODES, type JobHandlers, type Log, type Queue, sha256 } from '#shared';
import { type FeatureDeps, updateFeatures } from '../features/index.ts';
import { type IngestDeps, type IngestReport, ingest } from '../ingest/index.ts';
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
import { readyToTrain } from './ready-to-train.ts';

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
  return {
    async 'ingest.v1'({ symbols, from, to }, signal) {
      const days = { ...(from ? { from } : {}), ...(to ? { to } : {}) };
      const report = await ingest(loop.ingest, { symbols, ...days, signal });
      const failed = report.filter(({ error }) => error !== undefined);
      for (const { symbol, error } of failed) log.warn({ symbol, error }, 'ingest failed');
      const alive = report.filter(({ error }) => error === undefined).map(({ symbol }) => symbol);
      if (alive.length === 0) throw nothingIngested(failed);
      await queue.enqueue('features.v1', { symbols: alive });
      // They go their own way: the queue tries that job again, and the others do not wait for it. Thousands of symbols are
      // longer than an index takes, so the key is their hash.
      const again = failed.filter(mayRecover).map(({ symbol }) => symbol);
      if (again.length > 0)
        await queue.enqueue('ingest.v1', { symbols: again, ...days }, { key: sha256(again.join()) });
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
      const ready = await readyToTrain(
        loop,
        skipped.map(({ symbol }) => symbol),
      );
      for (const symbol of ready) await queue.enqueue('train.v1', { symbol }, { key: symbol });
    },
    async 'train.v1'({ symbol }) {
      try {
        await establish(loop.train, symbol, 'first training');
      } catch (error) {
        // One series that no model can be fitted to (a price that never moves) must not stop the others.
        if (!(error instanceof AppError) || error.code !== 'SERIES_TOO_SHORT') throw error;
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

const mayRecover = ({ error }: IngestReport): boolean => error !== undefined && ERROR_CODES[error.code].retry;

/** A job that got nothing has failed, and is tried again where one of its symbols may come right. */
function nothingIngested(failed: readonly IngestReport[]): AppError {
  const worth = failed.find(mayRecover) ?? failed[0];
  const others = failed.length > 1 ? ` (and ${failed.length - 1} more)` : '';
  return new AppError(worth?.error?.code ?? 'INTERNAL', `${worth?.symbol}: ${worth?.error?.message}${others}`);
}
