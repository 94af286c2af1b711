import { type Kysely, sql } from 'kysely';
import { type Database, timestamp } from '#shared';
import type { FeatureState } from '../feature-set.ts';
import type { OnlineEntry, OnlineRow, OnlineStore } from '../ports.ts';

/** PostgreSQL takes 65,535 parameters a statement; a row has seven. */
const ROWS_PER_STATEMENT = 5_000;

/** The newest feature rows in PostgreSQL's `feature_latest`. */
export const pgOnlineStore = (db: Kysely<Database>): OnlineStore => ({
  async latest(symbols, featureSet) {
    const rows = await of(db, symbols, featureSet)
      .select(['symbol', 'feature_set', 'session', 'values', 'known_at'])
      .execute();
    return new Map(rows.map(row => [row.symbol, rowOf(row)]));
  },
  async entries(symbols, featureSet) {
    const rows = await of(db, symbols, featureSet).selectAll().execute();
    return new Map(
      rows.map(row => {
        const entry = { ...rowOf(row), state: row.state as FeatureState, revision: row.revision };
        return [row.symbol, entry];
      }),
    );
  },
  async save(entries) {
    if (entries.length <= ROWS_PER_STATEMENT) return upsert(db, entries);
    await db.transaction().execute(async transaction => {
      for (let at = 0; at < entries.length; at += ROWS_PER_STATEMENT) {
        await upsert(transaction, entries.slice(at, at + ROWS_PER_STATEMENT));
      }
    });
  },
});

const of = (db: Kysely<Database>, symbols: readonly string[], featureSet: string) =>
  db
    .selectFrom('feature_latest')
    .where('symbol', '=', sql<string>`any(${[...symbols]}::text[])`)
    .where('feature_set', '=', featureSet);

type Row = {
  readonly symbol: string;
  readonly feature_set: string;
  readonly session: string;
  readonly values: readonly number[];
  readonly known_at: number;
};

const rowOf = ({ symbol, feature_set, session, values, known_at }: Row): OnlineRow => ({
  symbol,
  featureSet: feature_set,
  session,
  values: Float64Array.from(values),
  knownAt: known_at,
});

async function upsert(db: Kysely<Database>, entries: readonly OnlineEntry[]): Promise<void> {
  if (entries.length === 0) return;
  await db
    .insertInto('feature_latest')
    .values(
      entries.map(({ symbol, featureSet, session, values, state, revision, knownAt }) => ({
        symbol,
        feature_set: featureSet,
        session,
        values: Array.from(values),
        state: JSON.stringify(state),
        revision,
        known_at: timestamp(knownAt),
      })),
    )
    .onConflict(conflict =>
      conflict
        .columns(['symbol', 'feature_set'])
        .doUpdateSet(({ ref }) => ({
          session: ref('excluded.session'),
          values: ref('excluded.values'),
          state: ref('excluded.state'),
          revision: ref('excluded.revision'),
          known_at: ref('excluded.known_at'),
        }))
        // A worker that read earlier and writes later must not take the row back.
        .where(
          sql<boolean>`(excluded.revision, excluded.session) >= (feature_latest.revision, feature_latest.session)`,
        ),
    )
    .execute();
}
