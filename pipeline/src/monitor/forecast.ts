import { type Clock, calendar, contentId, type Instant, type Log, type Session } from '#shared';
import type { OnlineStore } from '../features/index.ts';
import type { BarColumns, BarReader } from '../ingest/index.ts';
import { type AliasState, type ModelStore, requireVersion } from '../registry/index.ts';
import type { CanonicalForecast, ForecastLog } from './ports.ts';
import type { LatestRow, PredictorPool, Running } from './predictors.ts';

export type ForecastDeps = {
  readonly reader: BarReader;
  readonly online: OnlineStore;
  readonly models: ModelStore;
  readonly forecasts: ForecastLog;
  readonly pool: PredictorPool;
  /** Filled as symbols are met */
  readonly exchanges: Map<string, string>;
  readonly clock: Clock;
  readonly log: Log;
  /** The feature set whose online rows the models may read */
  readonly featureSet: string;
  /** Steps 1..horizon are written for every version */
  readonly horizon: number;
  readonly level: number;
};

export type ForecastReport = {
  readonly written: number;
  readonly skipped: readonly { readonly symbol: string; readonly reason: string }[];
};

const FORECASTING: readonly string[] = ['champion', 'challenger', 'random_walk'];

/**
 * Writes the canonical forecasts from the newest bar of each symbol, for champion, challenger and random walk alike. Safe
 * to run twice: a row that is there stays as it was first written.
 */
export async function forecastSymbols(deps: ForecastDeps, symbols: readonly string[]): Promise<ForecastReport> {
  const asOf = deps.clock.now();
  const versions = versionsBySymbol(await deps.models.aliases(symbols));
  const fresh = await deps.reader.newBars(oldestStand(deps.pool, versions), asOf);
  const latest = await latestRows(deps, versions);
  const exchanges = await exchangesOf(deps, [...versions.keys()]);
  const rows: CanonicalForecast[] = [];
  const skipped: { symbol: string; reason: string }[] = [];
  for (const symbol of symbols) {
    const ids = versions.get(symbol) ?? [];
    if (ids.length === 0) skipped.push({ symbol, reason: 'no model version yet' });
    for (const id of ids) {
      try {
        const running = await bringUp(deps, id, asOf, fresh.get(symbol), latest.get(symbol));
        if (running) rows.push(...rowsOf(deps, running, exchanges.get(symbol) ?? 'XNYS', asOf));
        else skipped.push({ symbol, reason: 'no bar known' });
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        skipped.push({ symbol, reason: `${id}: ${reason}` });
        deps.log.warn({ symbol, version: id, reason }, 'no forecast');
      }
    }
  }
  return { written: await deps.forecasts.save(rows), skipped };
}

/** The markets of the symbols; where a symbol trades does not change, so it is read once. */
async function exchangesOf({ reader, exchanges }: ForecastDeps, symbols: readonly string[]) {
  if (symbols.some(symbol => !exchanges.has(symbol))) {
    for (const { symbol, exchange } of await reader.symbols()) exchanges.set(symbol, exchange);
  }
  return exchanges;
}

function versionsBySymbol(aliases: readonly AliasState[]): Map<string, string[]> {
  const versions = new Map<string, string[]>();
  for (const { symbol, alias, versionId } of aliases) {
    if (versionId === null || !FORECASTING.includes(alias)) continue;
    const known = versions.get(symbol) ?? [];
    if (!known.includes(versionId)) versions.set(symbol, [...known, versionId]);
  }
  return versions;
}

/** The online rows of the symbols that have a model which reads them. */
async function latestRows(deps: ForecastDeps, versions: ReadonlyMap<string, readonly string[]>) {
  const reading: string[] = [];
  for (const [symbol, ids] of versions) {
    const lineages = await Promise.all(ids.map(async id => (await requireVersion(deps.models, id)).lineage));
    if (lineages.some(({ feature_set }) => feature_set === deps.featureSet)) reading.push(symbol);
  }
  return reading.length === 0 ? new Map<string, LatestRow>() : await deps.online.latest(reading, deps.featureSet);
}

/** Per symbol, the oldest session at which one of its running versions stands: bars after it are needed. */
function oldestStand(pool: PredictorPool, versions: ReadonlyMap<string, readonly string[]>): Map<string, Session> {
  const stand = new Map<string, Session>();
  for (const [symbol, ids] of versions) {
    const sessions = ids.flatMap(id => pool.get(id)?.session ?? []).sort();
    if (sessions[0] !== undefined) stand.set(symbol, sessions[0]);
  }
  return stand;
}

async function bringUp(
  { pool, models }: ForecastDeps,
  id: string,
  asOf: Instant,
  fresh: BarColumns | undefined,
  latest: LatestRow | undefined,
): Promise<Running | undefined> {
  const running = pool.get(id);
  // A revised bar or a new split has changed the history under the running state: only a rebuild is right then.
  if (!running || !fresh || running.revision !== fresh.revision) {
    return await pool.rebuild(running?.version ?? (await requireVersion(models, id)), asOf, latest);
  }
  await pool.extend(running, fresh, asOf, latest);
  return running;
}

function rowsOf(deps: ForecastDeps, running: Running, exchange: string, asOf: Instant): CanonicalForecast[] {
  const { version, session, predictor, close } = running;
  const targets = calendar(exchange);
  let targetSession = session;
  return predictor.forecast(deps.horizon, deps.level).map(({ step, mean, lower, upper }) => {
    targetSession = targets.next(targetSession);
    const key = { version: version.id, symbol: version.symbol, session, horizon: step };
    return {
      id: contentId('fc', key),
      symbol: version.symbol,
      versionId: version.id,
      session,
      targetSession,
      horizon: step,
      mean,
      lower,
      upper,
      level: deps.level,
      previousClose: close,
      inputs: { revision: running.revision, observed: predictor.observed, window_from: version.lineage.window_from },
      madeAt: asOf,
    };
  });
}
