import { isoInstant } from '#shared';

/**
 * The one way a result becomes JSON: names in `snake_case`, a moment (`…_at`, `…_due`) as ISO 8601 UTC, what is not there left
 * out. Numbers that JSON does not know (NaN, Infinity) are null, as JSON.stringify has them.
 * @example toJson({ lastSession: '2024-01-02', raisedAt: 0 })
 *   // { last_session: '2024-01-02', raised_at: '1970-01-01T00:00:00.000Z' }
 */
export function toJson(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toJson);
  if (ArrayBuffer.isView(value)) return Array.from(value as Float64Array);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      const name = snakeCase(key);
      return [name, isMoment(name, inner) ? isoInstant(inner) : toJson(inner)];
    }),
  );
}

/** A name that the code made; a key that is data, such as a ticker, has no small letter before a capital one. */
const snakeCase = (key: string): string => key.replace(/(?<=[a-z\d])[A-Z]/g, letter => `_${letter.toLowerCase()}`);

const isMoment = (name: string, value: unknown): value is number =>
  /(^|_)(at|due)$/.test(name) && typeof value === 'number' && Number.isFinite(value);
