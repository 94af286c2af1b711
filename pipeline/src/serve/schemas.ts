import { type TSchema, Type } from 'typebox';
import { strictObject } from './validation.ts';

/** Pieces of the API's schemas that several routes share. */
export const Session = Type.String({ format: 'date', description: 'A trading day of the exchange, YYYY-MM-DD' });
export const Instant = Type.String({ format: 'date-time', description: 'ISO 8601 UTC' });
export const nullable = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()]);

export const SessionInput = Type.String({
  format: 'date',
  pattern: '^[12]\\d{3}-',
  'x-accepted': 'a day that exists, YYYY-MM-DD',
});

export const SymbolText = Type.String({
  minLength: 1,
  maxLength: 24,
  description: 'A ticker; case does not matter',
  examples: ['AAPL'],
  'x-accepted': '1 to 24 of A-Z 0-9 . ^ = -, such as AAPL, BRK-B, ^GSPC, INR=X or 7203.T',
});
export const IdText = Type.String({
  minLength: 1,
  maxLength: 64,
  pattern: '^[A-Za-z0-9_-]+$',
  description: 'An id as another answer gave it',
});

export const Horizon = Type.Integer({ minimum: 1, maximum: 30, default: 1, description: 'Sessions ahead' });
export const Level = Type.Number({
  exclusiveMinimum: 0,
  exclusiveMaximum: 1,
  default: 0.9,
  description: 'Probability that the central interval is meant to have',
});

export const SymbolParams = strictObject({ symbol: SymbolText });
export const IdParams = strictObject({ id: IdText });

export const pageQuery = {
  limit: Type.Integer({ minimum: 1, maximum: 1000, default: 100, description: 'At most so many items' }),
  cursor: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 512,
      pattern: '^[A-Za-z0-9_-]+$',
      description: 'next_cursor of the page before',
    }),
  ),
};
export const SymbolPageQuery = strictObject({ symbol: Type.Optional(SymbolText), ...pageQuery });

/** A page of a list; `next_cursor` is null at its end. */
export const pageOf = <Item extends TSchema>(item: Item, description: string) =>
  Type.Object(
    {
      items: Type.Array(item),
      next_cursor: nullable(Type.String({ description: 'Give it as `cursor` for the next page' })),
    },
    { description },
  );

export const ModelName = Type.Object(
  {
    id: Type.String(),
    name: Type.String({ description: 'The specification, such as arima(1,1,1)' }),
    version: Type.Integer({ description: 'Counted per symbol' }),
  },
  { description: 'The version that made the forecast' },
);

export const Step = {
  step: Type.Integer({ description: 'Sessions ahead' }),
  mean: Type.Number({ description: 'Median of the predictive distribution' }),
  lower: Type.Number(),
  upper: Type.Number(),
};

/** What a header that makes a repeated POST safe has to look like. */
export const IdempotencyHeader = Type.Object({
  'idempotency-key': Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 255,
      description:
        'A repeated request with the same key and body gets the first answer again and changes nothing. Kept in memory: for the life of this process.',
    }),
  ),
});
