import { createClient } from '@nextclose/client';
import { ApiError, errorOf } from './api-error.ts';
import type { PredictRequest } from './types.ts';

/**
 * The server that the page came from. `no-cache` asks it every time (304 by ETag), as a promotion may come before the
 * next close; the queries try again by themselves.
 */
const server = createClient({
  baseUrl: '',
  retries: 0,
  fetch: async request => {
    try {
      return await fetch(request, { cache: 'no-cache' });
    } catch (cause) {
      if (request.signal.aborted) throw cause;
      throw new ApiError(0, 'UNREACHABLE', 'The server does not answer. It is asked again every few seconds.');
    }
  },
});

type Answered<Data> = { readonly data?: Data; readonly error?: object | string; readonly response: Response };

async function answer<Data>(asked: Promise<Answered<Data>>): Promise<Data> {
  const { data, error, response } = await asked;
  if (data === undefined) throw errorOf(response.status, error);
  return data;
}

export const getHealth = (signal: AbortSignal) => answer(server.GET('/healthz', { signal }));

export const getSymbols = (cursor: string | undefined, signal: AbortSignal) => {
  const query = { limit: 1000, ...(cursor === undefined ? {} : { cursor }) };
  return answer(server.GET('/v1/symbols', { params: { query }, signal }));
};

export const getSymbol = (symbol: string, signal: AbortSignal) =>
  answer(server.GET('/v1/symbols/{symbol}', { params: { path: { symbol } }, signal }));

/** Bars from a session on, oldest first. */
export const getBars = (symbol: string, from: string, signal: AbortSignal) =>
  answer(
    server.GET('/v1/symbols/{symbol}/bars', { params: { path: { symbol }, query: { from, limit: 1000 } }, signal }),
  );

export const getNextForecast = (symbol: string, signal: AbortSignal) =>
  answer(server.GET('/v1/symbols/{symbol}/forecast', { params: { path: { symbol } }, signal }));

type ForecastQuery = { readonly version: string; readonly limit: number; readonly cursor?: string };

export const getForecasts = (symbol: string, query: ForecastQuery, signal: AbortSignal) =>
  answer(server.GET('/v1/symbols/{symbol}/forecasts', { params: { path: { symbol }, query }, signal }));

export const getScores = (symbol: string, window: number, signal: AbortSignal) =>
  answer(server.GET('/v1/symbols/{symbol}/scores', { params: { path: { symbol }, query: { window } }, signal }));

export const getVersions = (symbol: string, signal: AbortSignal) =>
  answer(server.GET('/v1/symbols/{symbol}/models', { params: { path: { symbol }, query: { limit: 100 } }, signal }));

export const getVersion = (id: string, signal: AbortSignal) =>
  answer(server.GET('/v1/models/{id}', { params: { path: { id } }, signal }));

export const getAlarms = (symbol: string, signal: AbortSignal) =>
  answer(server.GET('/v1/alarms', { params: { query: { symbol, limit: 50 } }, signal }));

/** Detectors of all versions, in no order of time. */
export const getDrift = (symbol: string, signal: AbortSignal) =>
  answer(server.GET('/v1/drift', { params: { query: { symbol, limit: 1000 } }, signal }));

export const getDecisions = (symbol: string, signal: AbortSignal) =>
  answer(server.GET('/v1/decisions', { params: { query: { symbol, limit: 100 } }, signal }));

export const getRetrainings = (symbol: string, signal: AbortSignal) =>
  answer(server.GET('/v1/retrainings', { params: { query: { symbol, limit: 50 } }, signal }));

export const predict = (request: PredictRequest) =>
  answer(server.POST('/predict', { body: { ...request, recent_prices: [...request.recent_prices] } }));
