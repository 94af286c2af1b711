import { AppError, type Clock, sha256 } from '#shared';
import { POOL } from '../registry/index.ts';
import { clientForecast } from './client-forecast.ts';
import type { Spool } from './ports.ts';
import { modelName, type Versions } from './versions.ts';

export type PredictRequest = {
  readonly recent_prices: readonly number[];
  readonly symbol?: string;
  readonly horizon: number;
  readonly level: number;
};

export type PredictDeps = {
  readonly versions: Versions;
  readonly spool: Spool;
  readonly clock: Clock;
  readonly nonce: () => string;
};

/** Longer lists are logged by their hash: the log must not grow by 200 kB with every request. */
const LOGGED_PRICES = 256;

/**
 * A forecast from nothing but prices, oldest first, by the symbol's price-only version or the pooled one. It is logged
 * before it is returned.
 * @throws AppError SYMBOL_NOT_FOUND, NO_MODEL, SERIES_TOO_SHORT (says how many prices the version needs), SPOOL_FULL
 */
export async function predict(deps: PredictDeps, request: PredictRequest) {
  const { recent_prices: prices, horizon, level } = request;
  const symbol = request.symbol === undefined ? null : (await deps.versions.symbol(request.symbol)).symbol;
  const { version, model } = await deps.versions.at(symbol ?? POOL, 'price_only');
  if (prices.length < model.minimum) {
    throw new AppError(
      'SERIES_TOO_SHORT',
      `${model.spec} needs at least ${model.minimum} prices, got ${prices.length}`,
      {
        field: 'recent_prices',
        accepted: `${model.minimum} to 10000 prices, oldest first`,
      },
    );
  }
  const predictor = model.start();
  for (const close of prices) predictor.push({ close });
  const steps = predictor.forecast(horizon, level);
  const previousClose = prices.at(-1) ?? Number.NaN;
  const row = clientForecast({
    version,
    symbol,
    session: null,
    targetSession: null,
    level,
    previousClose,
    steps,
    inputs: { route: 'predict', ...pricesForLog(prices) },
    madeAt: deps.clock.now(),
    nonce: deps.nonce(),
  });
  deps.spool.append(row);
  const [first] = steps;
  return {
    prediction: first?.mean ?? row.mean,
    lower: first?.lower ?? row.lower,
    upper: first?.upper ?? row.upper,
    level,
    random_walk: previousClose,
    horizon,
    forecast: steps,
    model: modelName(version),
    forecast_id: row.id,
  };
}

const pricesForLog = (prices: readonly number[]): object =>
  prices.length <= LOGGED_PRICES
    ? { recent_prices: prices }
    : {
        recent_prices_count: prices.length,
        recent_prices_sha256: sha256(new Uint8Array(Float64Array.from(prices).buffer)),
      };
