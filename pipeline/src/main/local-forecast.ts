import { AppError, calendar, type Instant, isoInstant, type Session } from '#shared';
import type { SymbolInfo } from '../ingest/index.ts';
import { type Running, runUp } from '../monitor/index.ts';
import { requireVersion } from '../registry/index.ts';
import { pgLoopReader } from '../serve/adapters/pg-loop-reader.ts';
import type { System } from './system.ts';

export type ForecastRequest = {
  readonly symbol: string;
  readonly horizon: number;
  readonly level: number;
  /** Forget everything learned after the close of this session */
  readonly asOf: Session | undefined;
};

type Step = { readonly step: number; readonly mean: number; readonly lower: number; readonly upper: number };
type Made = { readonly id: string | null; readonly steps: readonly Step[]; readonly madeAt: Instant };

/**
 * The champion's forecast in the shape of `GET /v1/symbols/{symbol}/forecast`: the canonical one where it is on record for this
 * horizon and level, else made now and logged nowhere, so that its `forecast_id` is null.
 * @throws AppError SYMBOL_NOT_FOUND, NO_MODEL, INVALID_INPUT for a moment before the champion's training data end
 */
export async function localForecast(system: System, request: ForecastRequest) {
  const { symbol, horizon, level, asOf } = request;
  const info = (await system.reader.symbols()).find(known => known.symbol === symbol);
  if (!info)
    throw new AppError('SYMBOL_NOT_FOUND', `no bar of "${symbol}" is known; nextclose ingest ${symbol} fetches them`);
  const champion = await system.models.alias(symbol, 'champion');
  if (!champion?.versionId)
    throw new AppError('NO_MODEL', `"${symbol}" has no champion yet; nextclose train ${symbol} makes one`);
  const version = await requireVersion(system.models, champion.versionId);
  if (asOf !== undefined && version.cutoff > asOf) throw hindsight(symbol, version.cutoff, asOf);
  const until = asOf === undefined ? system.clock.now() : closeOf(info, asOf);
  const running = await runUp(system.reader, version, until);
  if (!running) throw new AppError('SYMBOL_NOT_FOUND', `no bar of "${symbol}" was known at ${isoInstant(until)}`);
  const onRecord = asOf === undefined ? await canonical(system, running, request) : undefined;
  const made = onRecord ?? { id: null, steps: running.predictor.forecast(horizon, level), madeAt: system.clock.now() };
  return shown(info, request, running, made);
}

async function canonical(system: System, running: Running, request: ForecastRequest): Promise<Made | undefined> {
  const { symbol, horizon, level } = request;
  const { version, session, close } = running;
  const rows = await pgLoopReader(system.database.db).canonical(symbol, version.id, session, horizon);
  const last = rows.at(-1);
  const fits = (row: (typeof rows)[number], i: number): boolean =>
    row.horizon === i + 1 && row.level === level && row.previousClose === close;
  if (!last || rows.length !== horizon || !rows.every(fits)) return undefined;
  return { id: last.id, steps: rows.map(({ horizon: step, ...row }) => ({ ...row, step })), madeAt: last.madeAt };
}

function shown(info: SymbolInfo, { horizon, level }: ForecastRequest, running: Running, { id, steps, madeAt }: Made) {
  const { version, session, close } = running;
  const sessions = calendar(info.exchange);
  const [first] = steps;
  let target = session;
  return {
    symbol: info.symbol,
    currency: info.currency,
    prediction: first?.mean ?? Number.NaN,
    lower: first?.lower ?? Number.NaN,
    upper: first?.upper ?? Number.NaN,
    level,
    random_walk: close,
    horizon,
    forecast: steps.map(({ step, mean, lower, upper }) => {
      target = sessions.next(target);
      return { step, mean, lower, upper, target_session: target, random_walk: close };
    }),
    as_of: { session, instant: sessions.isSession(session) ? isoInstant(sessions.close(session)) : null },
    made_at: isoInstant(madeAt),
    origin: id === null ? 'client' : 'canonical',
    model: { id: version.id, name: version.spec, version: version.number },
    forecast_id: id,
  };
}

/** The close of the session, or of the one before a day without trading. */
function closeOf({ exchange }: SymbolInfo, day: Session): Instant {
  const sessions = calendar(exchange);
  return sessions.close(sessions.isSession(day) ? day : sessions.previous(day));
}

const hindsight = (symbol: string, cutoff: Session, asOf: Session): AppError =>
  new AppError(
    'INVALID_INPUT',
    `the champion of "${symbol}" was trained on data up to ${cutoff}: a forecast as of ${asOf} would be hindsight`,
    { field: 'as-of', accepted: `${cutoff} or later` },
  );
