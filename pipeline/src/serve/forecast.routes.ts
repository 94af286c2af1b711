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
  { description: "The champion's forecast from the newest bar" },
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
