import { type Kysely, sql } from 'kysely';
import { type Database, type Instant, type Session, timestamp } from '#shared';
import type { BarKnowledge } from '../ports.ts';

/** When each bar was learned, from PostgreSQL's bars. */
export const pgBarKnowledge = (db: Kysely<Database>): BarKnowledge => ({
  async knownAt(symbol, asOf) {
    const { rows } = await sql<{ session: Session; known_at: Instant }>`
      select distinct on (session) session, known_at from bar
      where symbol = ${symbol} and known_at <= ${timestamp(asOf)}
      order by session, vintage desc`.execute(db);
    return new Map(rows.map(({ session, known_at }) => [session, known_at]));
  },
});
