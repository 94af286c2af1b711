import { types } from 'pg';
import type { Instant } from '../../time.ts';

type Parser = (text: string) => unknown;

/**
 * `2024-01-31 20:00:00.123+00` as milliseconds since 1970; `infinity` as Infinity. Connections run in UTC; another offset is
 * understood too. Digits below the millisecond are dropped.
 * @throws RangeError for a moment before the year 1
 */
export function parseTimestamptz(text: string): Instant {
  const fast = text.endsWith('+00') ? Date.parse(`${text.slice(0, 10)}T${text.slice(11, -3)}Z`) : Number.NaN;
  if (!Number.isNaN(fast)) return fast;
  if (text === 'infinity') return Number.POSITIVE_INFINITY;
  if (text === '-infinity') return Number.NEGATIVE_INFINITY;
  const parts = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d(?:\.\d+)?)([+-]\d\d)(?::(\d\d))?$/.exec(text);
  const parsed = parts ? Date.parse(`${parts[1]}T${parts[2]}${parts[3]}:${parts[4] ?? '00'}`) : Number.NaN;
  if (Number.isNaN(parsed)) throw new RangeError(`a timestamptz must lie in the years 1 to 9999, got "${text}"`);
  return parsed;
}

/** @throws RangeError for a value that a number cannot hold exactly */
export function parseInt8(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`an int8 must lie within ±(2^53 - 1), got "${text}"`);
  return value;
}

const list =
  (element: Parser): Parser =>
  text =>
    text === '{}'
      ? []
      : text
          .slice(1, -1)
          .split(',')
          .map(item => (item === 'NULL' ? null : element(item.startsWith('"') ? item.slice(1, -1) : item)));

const asText: Parser = text => text;

/** By type OID, as in PostgreSQL's pg_type.dat; arrays of one dimension. Number() reads NaN, Infinity and -Infinity. */
const PARSERS: Readonly<Record<number, Parser>> = {
  20: parseInt8,
  701: Number,
  1016: list(parseInt8),
  1022: list(Number),
  1082: asText,
  1182: list(asText),
  1184: parseTimestamptz,
  1185: list(parseTimestamptz),
};

/** How columns become values: see `database/README.md`. Everything not named there is read as `pg` reads it. */
export const TYPES: { getTypeParser: typeof types.getTypeParser } = {
  getTypeParser: ((oid: number, format?: 'text') => PARSERS[oid] ?? types.getTypeParser(oid, format)) as never,
};
