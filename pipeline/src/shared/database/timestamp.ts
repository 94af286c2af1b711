import { type RawBuilder, sql } from 'kysely';
import { type Instant, isoInstant } from '../time.ts';

declare const stored: unique symbol;

/**
 * A `timestamptz` column. Read, it is an `Instant` (milliseconds since 1970) and may be used as one. Written or compared,
 * it takes `timestamp(instant)` only: the driver sends a bare number as text that PostgreSQL would refuse, so the brand
 * makes that a compile error instead.
 */
export type Timestamp = Instant & { readonly [stored]: true };

/**
 * An instant as a value of a query: in `values`, `set`, `where` and `sql`.
 *
 *     db.insertInto('symbol').values({ symbol, exchange, added_at: timestamp(clock.now()) })
 *     db.selectFrom('bar').selectAll().where('known_at', '<=', timestamp(asOf))
 *
 * For a whole column at once: `sql\`unnest(${instants.map(isoInstant)}::timestamptz[])\``.
 * @throws RangeError for an instant that is not a number of milliseconds a Date can hold
 */
export const timestamp = (instant: Instant): RawBuilder<Timestamp> =>
  sql<Timestamp>`${isoInstant(instant)}::timestamptz`;
