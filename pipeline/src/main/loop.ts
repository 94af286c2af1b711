import type { Queue, Schedule } from '#shared';
import { predictorPool } from '../monitor/index.ts';
import { type Policy, parsePolicy } from '../retrain/index.ts';
import { parseSpec, type TrainingOptions } from '../train/index.ts';
import type { Config } from './config-schema.ts';
import type { Loop } from './handlers.ts';
import { exchanges, ingestSchedule, monthlySchedule } from './market.ts';
import type { System } from './system.ts';
import { CODE_VERSION } from './version.ts';

/** The feature set that is kept online for every symbol. */
export const FEATURE_SET = 'core@1';

/**
 * Wires the loop of one schema. Live and replay differ in the system's clock and in the queue that the
 * handlers get, in nothing else.
 */
export function buildLoop(system: System, policy: Policy = parsePolicy(system.settings.config.retrain.policy)): Loop {
  const { clock, log, reader, models, settled } = system;
  const { config } = system.settings;
  const train = {
    reader,
    runs: system.runs,
    models,
    clock,
    codeVersion: CODE_VERSION,
    options: trainingOptions(config),
  };
  return {
    clock,
    log,
    policy,
    minimumSessions: config.train.minimumSessions,
    ingest: {
      provider: system.provider,
      landing: system.landing,
      store: system.bars,
      clock,
      log,
      overlapSessions: config.ingest.overlapSessions,
    },
    features: { reader, store: system.online, clock },
    forecasts: system.forecasts,
    drift: { models, settled, drift: system.drift, clock, rule: config.drift },
    gate: { train, store: system.retrainings, settled, sessions: config.retrain.gateSessions },
    retrain: { train, store: system.retrainings, log, coolDownDays: config.retrain.coolDownDays },
    forecast: {
      reader,
      online: system.online,
      models,
      forecasts: system.forecasts,
      pool: predictorPool(reader),
      exchanges: new Map(),
      clock,
      log,
      featureSet: FEATURE_SET,
      horizon: config.forecast.horizon,
      level: config.forecast.level,
    },
    train,
  };
}

export const trainingOptions = ({ train }: Config, names: readonly string[] = train.models): TrainingOptions => ({
  specs: names.map(parseSpec),
  window: train.window,
  validation: train.validation,
  refitEvery: train.refitEvery,
});

/** What is due when: ingestion of every market after its close, and what the policy asks for. */
export async function buildSchedules(
  system: System,
  { policy }: Loop,
  queue: Queue,
  symbols: readonly string[],
): Promise<Schedule[]> {
  const { exchange, ingest } = system.settings.config;
  const exchangeOf = exchanges(await system.reader.symbols(), exchange);
  const schedules: Schedule[] = [];
  for (const [market, traded] of Map.groupBy(symbols, exchangeOf)) {
    schedules.push(ingestSchedule(queue, market, traded, ingest.delayMinutes));
    if (policy.monthly) schedules.push(monthlySchedule(queue, market, traded, ingest.delayMinutes));
  }
  return schedules;
}
