import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { type PredictDeps, predict } from './predict.ts';
import { problems } from './problem.ts';
import { Horizon, IdempotencyHeader, Level, ModelName, Step, SymbolText } from './schemas.ts';
import { strictObject } from './validation.ts';

const PRICES = [170.2, 171.0, 169.8, 170.5, 171.3, 172.1, 171.8, 172.6, 173.0, 172.4];

const Body = strictObject(
  {
    recent_prices: Type.Array(Type.Number({ exclusiveMinimum: 0 }), {
      minItems: 10,
      maxItems: 10_000,
      description: 'Closing prices, oldest first',
    }),
    symbol: Type.Optional(SymbolText),
    horizon: Horizon,
    level: Level,
  },
  { examples: [{ recent_prices: PRICES }, { recent_prices: PRICES, horizon: 5, level: 0.8 }] },
);

const Reply = Type.Object(
  {
    prediction: Type.Number({ description: 'The next close' }),
    lower: Type.Number(),
    upper: Type.Number(),
    level: Type.Number(),
    random_walk: Type.Number({ description: "The random walk's forecast of every step: the last price" }),
    horizon: Type.Integer(),
    forecast: Type.Array(Type.Object(Step)),
    model: ModelName,
    forecast_id: Type.String({ description: 'Under which the forecast is logged' }),
  },
  {
    description: 'A forecast with the random walk beside it',
    examples: [
      {
        prediction: 172.41,
        lower: 169.9,
        upper: 174.96,
        level: 0.9,
        random_walk: 172.4,
        horizon: 1,
        forecast: [{ step: 1, mean: 172.41, lower: 169.9, upper: 174.96 }],
        model: { id: 'mv_5f0c2a9e', name: 'arima(1,1,1)', version: 1 },
        forecast_id: 'fc_0b6f7d2c',
      },
    ],
  },
);

export const predictRoutes =
  (deps: PredictDeps): FastifyPluginAsyncTypebox =>
  async app => {
    const schema = {
      operationId: 'predict',
      tags: ['forecasts'],
      summary: 'Forecast the next closes from the prices given',
      description:
        "Uses the symbol's price-only version, without `symbol` the pooled one. The forecast is logged before it is answered.",
      body: Body,
      headers: IdempotencyHeader,
      response: { 200: Reply, ...problems(404, 409, 413, 415, 422) },
    } as const;
    app.post('/predict', { schema }, async request => await predict(deps, request.body));
  };
