import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { Clock } from '#shared';
import { matches } from './conditional.ts';
import { problems } from './problem.ts';
import { Horizon, Instant, Level, ModelName, nullable, Session, Step, SymbolParams } from './schemas.ts';
import type { ForecastRequest, SymbolForecast } from './symbol-forecast.ts';
import { oneOf, strictObject } from './validation.ts';

const Reply = Type.Object(
  {
    symbol: Type.String(),
    currency: nullable(Type.String()),
    prediction: Type.Number({ description: 'The next close' }),
    lower: Type.Number(),
    upper: Type.Number(),
    level: Type.Number(),
    random_walk: Type.Number({ description: "The random walk's forecast: the last close" }),
    horizon: Type.Integer(),
    forecast: Type.Array(Type.Object({ ...Step, target_session: nullable(Session), random_walk: Type.Number() })),
    as_of: Type.Object(
      { session: Session, instant: nullable(Instant) },
      { description: 'The last session that the forecast has seen, and its close' },
    ),
    made_at: Instant,
    origin: oneOf(
      ['canonical', 'client'],
      'canonical: the stored forecast that is scored; client: computed for this request and logged apart',
    ),
    model: ModelName,
    forecast_id: Type.String(),
  },
  {
    description: "The champion's forecast from the newest bar",
    examples: [
      {
        symbol: 'AAPL',
        currency: 'USD',
        prediction: 192.61,
        lower: 189.4,
        upper: 195.9,
        level: 0.9,
        random_walk: 192.53,
        horizon: 1,
        forecast: [
          { step: 1, mean: 192.61, lower: 189.4, upper: 195.9, target_session: '2024-01-02', random_walk: 192.53 },
        ],
        as_of: { session: '2023-12-29', instant: '2023-12-29T21:00:00.000Z' },
        made_at: '2023-12-29T21:05:00.000Z',
        origin: 'canonical',
        model: { id: 'mv_5f0c2a9e', name: 'arima(1,1,1)', version: 3 },
        forecast_id: 'fc_0b6f7d2c',
      },
    ],
  },
);

type Deps = { readonly forecast: (request: ForecastRequest) => Promise<SymbolForecast>; readonly clock: Clock };

export const forecastRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async app => {
    const schema = {
      operationId: 'forecastSymbol',
      tags: ['forecasts'],
      summary: "The champion's forecast of a symbol",
      description:
        'Cacheable until the next close of the exchange (a minute while a bar is late). `If-None-Match` with its ETag gives 304.',
      params: SymbolParams,
      querystring: strictObject({ horizon: Horizon, level: Level }),
      headers: Type.Object({ 'if-none-match': Type.Optional(Type.String({ maxLength: 1000 })) }),
      response: { 200: Reply, 304: Type.Null({ description: 'Unchanged' }), ...problems(404, 409, 422) },
    } as const;
    app.get('/v1/symbols/:symbol/forecast', { schema }, async (request, reply) => {
      const { body, etag, freshUntil } = await deps.forecast({ ...request.params, ...request.query });
      const seconds = Math.max(0, Math.floor((freshUntil - deps.clock.now()) / 1000));
      reply.header('etag', etag).header('cache-control', `public, max-age=${seconds}`);
      if (matches(request.headers['if-none-match'], etag)) return await reply.code(304).send(null);
      return body;
    });
  };
