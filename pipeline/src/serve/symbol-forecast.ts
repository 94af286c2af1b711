import { type Clock, calendar, type Instant, isoInstant, type Session, sha256 } from '#shared';
import type { BarReader, SymbolInfo } from '../ingest/index.ts';
import type { StepForecast } from '../train/index.ts';
import { cached } from './cache.ts';
import { clientForecast } from './client-forecast.ts';
import type { CanonicalStep, LoopReader, PredictorSource, Spool } from './ports.ts';
import { modelName, type OpenedVersion, type Versions } from './versions.ts';

export type SymbolForecastDeps = {
  readonly versions: Versions;
  readonly bars: Pick<BarReader, 'bars'>;
  readonly loop: Pick<LoopReader, 'canonical'>;
  readonly predictors: PredictorSource;
  readonly spool: Spool;
  readonly clock: Clock;
  readonly nonce: () => string;
  readonly monotonic: () => number;
  readonly refreshMs: number;
};

export type ForecastRequest = { readonly symbol: string; readonly horizon: number; readonly level: number };

/** An answer with what HTTP caching needs. */
export type SymbolForecast = {
  readonly body: ForecastBody;
  readonly etag: string;
  readonly freshUntil: Instant;
};

type Made = {
  readonly id: string;
  readonly origin: 'canonical' | 'client';
  readonly steps: readonly StepForecast[];
  readonly madeAt: Instant;
};
type Newest = { readonly session: Session; readonly close: number; readonly revision: number };
type Answer = Omit<SymbolForecast, 'freshUntil'>;
type ForecastBody = ReturnType<typeof bodyOf>;

/** While a session's bar is late, a cached answer may be replaced any minute. */
const LATE_BAR_MS = 60_000;

/**
 * The champion's forecast from the newest bar: the canonical one where it was written for this horizon and level, else
 * computed at once, logged, and kept until the champion or the bars change.
 */
export function symbolForecasts(deps: SymbolForecastDeps) {
  const newest = cached<Newest | undefined>(20_000, deps.refreshMs, deps.monotonic);
  const lookups = cached<Made | undefined>(20_000, deps.refreshMs, deps.monotonic);
  const answers = cached<Answer>(20_000, Number.POSITIVE_INFINITY, deps.monotonic);

  return async (request: ForecastRequest): Promise<SymbolForecast> => {
    const info = await deps.versions.symbol(request.symbol);
    const [champion, bar] = await Promise.all([
      deps.versions.at(info.symbol, 'champion'),
      newest(info.symbol, () => newestBar(deps, info.symbol)),
    ]);
    const key = [champion.version.id, bar?.session, bar?.revision, request.horizon, request.level].join(' ');
    // A canonical row may be written after the first answer was computed at once; from then on it is the answer.
    const stored = bar && (await lookups(key, () => canonical(deps, champion, bar, request)));
    const answer = await answers(`${key} ${stored?.id}`, () => answerOf(deps, info, champion, bar, stored, request));
    return { ...answer, freshUntil: freshUntil(deps.clock, info.exchange, answer.body.as_of.session) };
  };
}

async function newestBar({ bars, clock }: SymbolForecastDeps, symbol: string): Promise<Newest | undefined> {
  const columns = await bars.bars(symbol, { asOf: clock.now(), last: 1 });
  const session = columns.sessions.at(-1);
  if (session === undefined) return undefined;
  return { session, close: columns.close.at(-1) ?? Number.NaN, revision: columns.revision };
}

async function answerOf(
  deps: SymbolForecastDeps,
  info: SymbolInfo,
  champion: OpenedVersion,
  bar: Newest | undefined,
  stored: Made | undefined,
  request: ForecastRequest,
): Promise<Answer> {
  const { session, close, made } =
    bar && stored ? { ...bar, made: stored } : await atOnce(deps, info, champion, request);
  const trading = calendar(info.exchange);
  const targets = following(info.exchange, session, request.horizon);
  // A file of bars may hold a day on which its exchange was closed; such a day has no moment of closing.
  const asOf = { session, instant: trading.isSession(session) ? isoInstant(trading.close(session)) : null };
  const body = bodyOf({ info, request, champion, made, asOf, close, targets });
  return { body, etag: `"${sha256(JSON.stringify(body)).slice(0, 32)}"` };
}

async function canonical(
  { loop }: SymbolForecastDeps,
  { version }: OpenedVersion,
  bar: Newest,
  { horizon, level }: ForecastRequest,
): Promise<Made | undefined> {
  const rows = await loop.canonical(version.symbol, version.id, bar.session, horizon);
  const last = rows.at(-1);
  const usable = (row: CanonicalStep, i: number) =>
    row.horizon === i + 1 && row.level === level && samePrice(row.previousClose, bar.close);
  if (!last || rows.length !== horizon || !rows.every(usable)) return undefined;
  const steps = rows.map(({ horizon: step, mean, lower, upper }) => ({ step, mean, lower, upper }));
  return { id: last.id, origin: 'canonical', steps, madeAt: last.madeAt };
}

/** A split that takes effect tomorrow changes the price basis of now: forecasts in yesterday's basis are no answer then. */
const samePrice = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-9 * Math.abs(b);

async function atOnce(deps: SymbolForecastDeps, info: SymbolInfo, champion: OpenedVersion, request: ForecastRequest) {
  const { horizon, level } = request;
  const madeAt = deps.clock.now();
  const { predictor, session, previousClose } = await deps.predictors.open(info.symbol, champion.version, madeAt);
  const steps = predictor.forecast(horizon, level);
  const row = clientForecast({
    version: champion.version,
    symbol: info.symbol,
    session,
    targetSession: following(info.exchange, session, horizon).at(-1) ?? null,
    level,
    previousClose,
    steps,
    inputs: { route: 'forecast', observed: predictor.observed },
    madeAt,
    nonce: deps.nonce(),
  });
  deps.spool.append(row);
  const made: Made = { id: row.id, origin: 'client', steps, madeAt };
  return { session, close: previousClose, made };
}

function bodyOf(parts: {
  readonly info: SymbolInfo;
  readonly request: ForecastRequest;
  readonly champion: OpenedVersion;
  readonly made: Made;
  readonly asOf: { readonly session: Session; readonly instant: string | null };
  readonly close: number;
  readonly targets: readonly Session[];
}) {
  const { info, request, champion, made, close, targets } = parts;
  const [first] = made.steps;
  return {
    symbol: info.symbol,
    currency: info.currency,
    prediction: first?.mean ?? Number.NaN,
    lower: first?.lower ?? Number.NaN,
    upper: first?.upper ?? Number.NaN,
    level: request.level,
    random_walk: close,
    horizon: request.horizon,
    forecast: made.steps.map((step, i) => ({ ...step, target_session: targets[i] ?? null, random_walk: close })),
    as_of: parts.asOf,
    made_at: isoInstant(made.madeAt),
    origin: made.origin,
    model: modelName(champion.version),
    forecast_id: made.id,
  };
}

/** The sessions that follow one, nearest first. */
function following(exchange: string, session: Session, count: number): Session[] {
  const trading = calendar(exchange);
  const sessions: Session[] = [];
  let day = session;
  while (sessions.length < count) {
    day = trading.next(day);
    sessions.push(day);
  }
  return sessions;
}

/** An answer holds until the next close; where the last close's bar is not here yet, only for a minute. */
function freshUntil(clock: Clock, exchange: string, session: Session): Instant {
  const now = clock.now();
  const trading = calendar(exchange);
  const closed = trading.lastClosed(now);
  const next = trading.close(trading.next(closed));
  return session < closed ? Math.min(next, now + LATE_BAR_MS) : next;
}
