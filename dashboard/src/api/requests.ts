import { get, post } from './http.ts';
import type {
  Alarm,
  Bar,
  Decision,
  Drift,
  Forecast,
  ListedVersion,
  NextForecast,
  Page,
  Prediction,
  PredictRequest,
  Retraining,
  Scores,
  SymbolInfo,
  Version,
} from './types.ts';

const of = (symbol: string): string => `/v1/symbols/${encodeURIComponent(symbol)}`;

export const getSymbols = (cursor: string | undefined, signal: AbortSignal): Promise<Page<SymbolInfo>> =>
  get('/v1/symbols', { limit: 1000, cursor }, signal);

export const getSymbol = (symbol: string, signal: AbortSignal): Promise<SymbolInfo> => get(of(symbol), {}, signal);

export const getBars = (symbol: string, from: string, signal: AbortSignal): Promise<Page<Bar>> =>
  get(`${of(symbol)}/bars`, { from, limit: 1000 }, signal);

export const getNextForecast = (symbol: string, signal: AbortSignal): Promise<NextForecast> =>
  get(`${of(symbol)}/forecast`, {}, signal);

export const getForecasts = (
  symbol: string,
  query: { readonly version: string; readonly limit: number; readonly cursor?: string },
  signal: AbortSignal,
): Promise<Page<Forecast>> => get(`${of(symbol)}/forecasts`, query, signal);

export const getScores = (symbol: string, window: number, signal: AbortSignal): Promise<Scores> =>
  get(`${of(symbol)}/scores`, { window }, signal);

export const getVersions = (symbol: string, signal: AbortSignal): Promise<Page<ListedVersion>> =>
  get(`${of(symbol)}/models`, { limit: 100 }, signal);

export const getVersion = (id: string, signal: AbortSignal): Promise<Version> =>
  get(`/v1/models/${encodeURIComponent(id)}`, {}, signal);

export const getAlarms = (symbol: string, signal: AbortSignal): Promise<Page<Alarm>> =>
  get('/v1/alarms', { symbol, limit: 50 }, signal);

export const getDrift = (symbol: string, signal: AbortSignal): Promise<Page<Drift>> =>
  get('/v1/drift', { symbol, limit: 1000 }, signal);

export const getDecisions = (symbol: string, signal: AbortSignal): Promise<Page<Decision>> =>
  get('/v1/decisions', { symbol, limit: 100 }, signal);

export const getRetrainings = (symbol: string, signal: AbortSignal): Promise<Page<Retraining>> =>
  get('/v1/retrainings', { symbol, limit: 50 }, signal);

export const predict = (request: PredictRequest): Promise<Prediction> => post('/predict', request);
