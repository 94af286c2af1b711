import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { isoInstant, isSession } from '#shared';
import { pageReply, pageRequest } from './paging.ts';
import type { ForecastKey, LoopReader, Score, ScoreReader, SettledForecast } from './ports.ts';
import { problems } from './problem.ts';
import { IdText, Instant, nullable, pageOf, pageQuery, Session, SymbolParams } from './schemas.ts';
import { strictObject } from './validation.ts';
import type { Versions } from './versions.ts';

type Deps = {
  readonly versions: Versions;
  readonly loop: Pick<LoopReader, 'forecasts'>;
  readonly scores: ScoreReader;
};

const ForecastShape = Type.Object({
  id: Type.String(),
  version_id: Type.String(),
  session: Session,
  target_session: nullable(Session),
  horizon: Type.Integer(),
  level: Type.Number(),
  previous_close: Type.Number({ description: "The random walk's forecast" }),
  mean: Type.Number(),
  lower: Type.Number(),
  upper: Type.Number(),
  made_at: Instant,
  actual: nullable(Type.Number({ description: 'null until the close is known' })),
  error: nullable(Type.Number({ description: 'actual - mean' })),
  inside: nullable(Type.Boolean({ description: 'Whether the close fell inside the interval' })),
});

const share = nullable(Type.Number({ minimum: 0, maximum: 1 }));
const ScoreShape = Type.Object({
  n: Type.Integer({ description: 'Settled sessions that the scores rest on' }),
  mae: Type.Number({ description: 'Of errors divided by the previous close' }),
  rmse: Type.Number({ description: 'Of errors divided by the previous close' }),
  mape: Type.Number({ description: 'Percent' }),
  rmse_price: Type.Number({ description: 'In currency' }),
  directional_accuracy: share,
  directional_n: Type.Integer({ description: 'Sessions with a move and a forecast of one' }),
  majority_accuracy: share,
  coverage: Type.Number({ minimum: 0, maximum: 1, description: 'Share of closes inside the interval' }),
});
const PointShape = Type.Object({
  session: Session,
  n: Type.Integer(),
  rmse: Type.Number(),
  random_walk_rmse: Type.Number(),
});
const ScoresShape = Type.Object(
  {
    symbol: Type.String(),
    window: Type.Integer(),
    from: nullable(Session),
    to: nullable(Session),
    champion: nullable(ScoreShape),
    challenger: nullable(ScoreShape),
    random_walk: nullable(ScoreShape),
    series: Type.Array(PointShape, { description: 'Rolling RMSE by target session, oldest first' }),
  },
  {
    description:
      'Scores of the champion of each day beside the random walk on the same sessions; null before any is settled',
  },
);

export const historyRoutes =
  ({ versions, loop, scores }: Deps): FastifyPluginAsyncTypebox =>
  async app => {
    const forecasts = {
      operationId: 'listForecasts',
      tags: ['symbols'],
      summary: 'Canonical forecasts with their outcomes, newest session first',
      params: SymbolParams,
      querystring: strictObject({ version: Type.Optional(IdText), ...pageQuery }),
      response: { 200: pageOf(ForecastShape, 'Forecasts in the price basis of their day'), ...problems(404, 422) },
    } as const;
    app.get('/v1/symbols/:symbol/forecasts', { schema: forecasts }, async ({ params, query }) => {
      const { symbol } = await versions.symbol(params.symbol);
      const filter = query.version === undefined ? {} : { versionId: query.version };
      return pageReply(await loop.forecasts(symbol, { ...pageRequest(query, isForecastKey), ...filter }), showForecast);
    });

    const window = Type.Integer({
      minimum: 1,
      maximum: 2000,
      default: 60,
      description: 'Newest settled sessions that count',
    });
    const scored = {
      operationId: 'getScores',
      tags: ['symbols'],
      summary: "Rolling scores of champion and challenger beside the random walk's",
      params: SymbolParams,
      querystring: strictObject({ window }),
      response: { 200: ScoresShape, ...problems(404, 422) },
    } as const;
    app.get('/v1/symbols/:symbol/scores', { schema: scored }, async ({ params, query }) => {
      const { symbol } = await versions.symbol(params.symbol);
      const found = await scores.scores(symbol, query.window);
      return {
        symbol,
        window: query.window,
        from: found.from,
        to: found.to,
        champion: found.champion && showScore(found.champion),
        challenger: found.challenger && showScore(found.challenger),
        random_walk: found.randomWalk && showScore(found.randomWalk),
        series: found.series.map(({ randomWalkRmse, ...point }) => ({ ...point, random_walk_rmse: randomWalkRmse })),
      };
    });
  };

const isForecastKey = (value: unknown): value is ForecastKey => {
  const { session, versionId, horizon } = (value ?? {}) as Partial<ForecastKey>;
  return (
    typeof session === 'string' && isSession(session) && typeof versionId === 'string' && Number.isSafeInteger(horizon)
  );
};

const showForecast = (forecast: SettledForecast) => ({
  id: forecast.id,
  version_id: forecast.versionId,
  session: forecast.session,
  target_session: forecast.targetSession,
  horizon: forecast.horizon,
  level: forecast.level,
  previous_close: forecast.previousClose,
  mean: forecast.mean,
  lower: forecast.lower,
  upper: forecast.upper,
  made_at: isoInstant(forecast.madeAt),
  actual: forecast.actual,
  error: forecast.error,
  inside: forecast.inside,
});

const showScore = (score: Score) => ({
  n: score.n,
  mae: score.mae,
  rmse: score.rmse,
  mape: score.mape,
  rmse_price: score.rmsePrice,
  directional_accuracy: score.directionalAccuracy,
  directional_n: score.directionalN,
  majority_accuracy: score.majorityAccuracy,
  coverage: score.coverage,
});
