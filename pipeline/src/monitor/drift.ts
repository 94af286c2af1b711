import { type RollingRmseState, rollingRmse } from '@nextclose/kernels';
import { type Clock, contentId, type Session } from '#shared';
import { type ModelStore, type ModelVersion, requireVersion } from '../registry/index.ts';
import type { Alarm, DriftState, DriftStore, SettledError, SettlementReader } from './ports.ts';

/** The briefs' rule: rolling RMSE more than `ratio` above the training RMSE for `consecutive` sessions in a row. */
export type DriftRule = {
  readonly window: number;
  readonly ratio: number;
  readonly consecutive: number;
  /** `relative`: errors divided by the previous close; `price`: in currency, where a trending price alone keeps it on */
  readonly errors: 'relative' | 'price';
};

export type DriftDeps = {
  readonly models: ModelStore;
  readonly settled: SettlementReader;
  readonly drift: DriftStore;
  readonly clock: Clock;
  readonly rule: DriftRule;
};

/**
 * Shows the champions' new settlements to their detectors, each exactly once, and returns the alarms that were raised.
 * @param act is told of the alarms before they are saved: after a crash in between they are raised and acted on again, so
 * it must be safe to repeat; the other way round an alarm could be on record that nobody acted on. It is also told, every
 * time, of an alarm raised before whose detector is still above its threshold and which no retraining has answered: it may
 * have come while the symbol cooled down or had another challenger in shadow
 */
export async function detectDrift(
  deps: DriftDeps,
  symbols: readonly string[],
  act: (alarms: readonly Alarm[]) => Promise<void>,
): Promise<Alarm[]> {
  const { rule, clock } = deps;
  const detector = detectorName(rule);
  const champions = (await deps.models.aliases(symbols)).filter(
    ({ alias, versionId }) => alias === 'champion' && versionId,
  );
  const ids = champions.flatMap(({ versionId }) => versionId ?? []);
  const states = new Map((await deps.drift.states(ids, detector)).map(state => [state.versionId, state]));
  const versions = new Map<string, ModelVersion>();
  for (const id of ids) versions.set(id, await requireVersion(deps.models, id));

  const queries = [...versions.values()].map(({ id, symbol, cutoff }) => {
    return { symbol, versionId: id, after: states.get(id)?.session ?? cutoff };
  });
  const fresh = Map.groupBy(await deps.settled.since(queries), ({ versionId }) => versionId);
  const saved: DriftState[] = [];
  const alarms: Alarm[] = [];
  for (const [id, errors] of fresh) {
    const version = versions.get(id);
    if (!version) continue;
    const { state, raised } = run(version, errors, states.get(id), rule);
    saved.push(state);
    for (const alarm of raised) alarms.push({ ...alarm, raisedAt: clock.now() });
  }
  for (const state of saved) states.set(state.versionId, state);
  const ringing = ids.filter(id => rings(states.get(id), rule) && !alarms.some(({ versionId }) => versionId === id));
  const before = await deps.drift.unanswered(ringing, detector);
  if (alarms.length + before.length > 0) await act([...alarms, ...before]);
  await deps.drift.save(saved, alarms);
  return alarms;
}

/** Whether the statistic has been above the threshold for as long as an alarm takes, and still is. */
const rings = (state: DriftState | undefined, { consecutive }: DriftRule): boolean =>
  (state?.state as RollingRmseState | undefined)?.above === consecutive;

const detectorName = ({ window, ratio, consecutive, errors }: DriftRule): string =>
  `rolling-rmse(${window},${ratio},${consecutive},${errors})`;

function run(version: ModelVersion, errors: readonly SettledError[], before: DriftState | undefined, rule: DriftRule) {
  const baseline = rule.errors === 'relative' ? version.scores.rmse : version.scores.rmse_price;
  const options = { baseline, window: rule.window, ratio: rule.ratio, consecutive: rule.consecutive };
  const detector = rollingRmse(options, before?.state as RollingRmseState | undefined);
  const name = detectorName(rule);
  const raised: Omit<Alarm, 'raisedAt'>[] = [];
  let session: Session = before?.session ?? version.cutoff;
  let statistic: number | null = before?.statistic ?? null;
  let threshold = before?.threshold ?? baseline * (1 + rule.ratio);
  for (const settled of errors) {
    const result = detector.push(rule.errors === 'relative' ? settled.error / settled.previousClose : settled.error);
    session = settled.targetSession;
    statistic = Number.isFinite(result.statistic) ? result.statistic : null;
    threshold = result.threshold;
    if (!result.alarm) continue;
    const key = { symbol: version.symbol, version: version.id, detector: name, session };
    raised.push({
      id: contentId('al', key),
      symbol: version.symbol,
      versionId: version.id,
      detector: name,
      session,
      statistic: result.statistic,
      threshold,
      details: { baseline, ...rule },
    });
  }
  const state = {
    symbol: version.symbol,
    versionId: version.id,
    detector: name,
    session,
    state: detector.toJSON(),
    statistic,
    threshold,
  };
  return { state, raised };
}
