import type { Kysely, Selectable } from 'kysely';
import { AppError, contentId, type Database, timestamp } from '#shared';
import type { Alias, AliasMove, AliasMoveRecord, AliasState, ModelStore, ModelVersion, NewVersion } from '../ports.ts';

/** The registry on PostgreSQL: versions are immutable rows, an alias is one row that moves by compare-and-set. */
export function pgModelStore(db: Kysely<Database>): ModelStore {
  return {
    register: version => register(db, version),
    async get(id) {
      const row = await db.selectFrom('model_version').selectAll().where('id', '=', id).executeTakeFirst();
      return row && toVersion(row);
    },
    async list({ symbol, limit = 100 } = {}) {
      let query = db.selectFrom('model_version').selectAll();
      if (symbol !== undefined) query = query.where('symbol', '=', symbol);
      const rows = await query
        .orderBy('registered_at', 'desc')
        .orderBy('symbol')
        .orderBy('number', 'desc')
        .limit(limit)
        .execute();
      return rows.map(toVersion);
    },
    async alias(symbol, alias) {
      const row = await db
        .selectFrom('model_alias')
        .selectAll()
        .where('symbol', '=', symbol)
        .where('alias', '=', alias)
        .executeTakeFirst();
      return row && toAlias(row);
    },
    async aliases(symbols) {
      let query = db.selectFrom('model_alias').selectAll();
      if (symbols) query = query.where('symbol', 'in', symbols.length > 0 ? symbols : ['']);
      return (await query.orderBy('symbol').orderBy('alias').execute()).map(toAlias);
    },
    move: move => moveAlias(db, move),
    async moves(symbol, alias) {
      let query = db.selectFrom('alias_move').selectAll().where('symbol', '=', symbol);
      if (alias !== undefined) query = query.where('alias', '=', alias);
      return (await query.orderBy('seq').execute()).map(toMove);
    },
  };
}

async function register(db: Kysely<Database>, version: NewVersion): Promise<ModelVersion> {
  const { registeredAt: _, ...identity } = version;
  const id = contentId('mv', identity);
  return await db.transaction().execute(async tx => {
    const known = await tx.selectFrom('model_version').selectAll().where('id', '=', id).executeTakeFirst();
    if (known) return toVersion(known);
    // Numbers are dense per symbol, so two registrations of one symbol take turns.
    await tx
      .selectNoFrom(eb =>
        eb.fn('pg_advisory_xact_lock', [eb.fn('hashtext', [eb.val(`version ${version.symbol}`)])]).as('locked'),
      )
      .execute();
    const { last } = await tx
      .selectFrom('model_version')
      .select(eb => eb.fn.coalesce(eb.fn.max('number'), eb.lit(0)).as('last'))
      .where('symbol', '=', version.symbol)
      .executeTakeFirstOrThrow();
    const number = last + 1;
    await tx
      .insertInto('model_version')
      .values({
        id,
        number,
        symbol: version.symbol,
        spec: version.spec,
        price_only: version.priceOnly,
        artifact: JSON.stringify(version.artifact),
        lineage: JSON.stringify(version.lineage),
        scores: JSON.stringify(version.scores),
        cutoff: version.cutoff,
        registered_at: timestamp(version.registeredAt),
      })
      .execute();
    return { ...version, id, number };
  });
}

async function moveAlias(db: Kysely<Database>, move: AliasMove): Promise<AliasState> {
  const revision = move.expected + 1;
  const moved = { symbol: move.symbol, alias: move.alias, revision, moved_at: timestamp(move.at) };
  return await db.transaction().execute(async tx => {
    const seen = await tx
      .selectFrom('model_alias')
      .select(['version_id', 'revision'])
      .where('symbol', '=', move.symbol)
      .where('alias', '=', move.alias)
      .forUpdate()
      .executeTakeFirst();
    if ((seen?.revision ?? 0) !== move.expected) throw lost(move, seen?.revision ?? 0);
    // Two first moves at once both see no row; the loser of the insert finds the winner's revision in its way.
    const written = await tx
      .insertInto('model_alias')
      .values({ ...moved, version_id: move.to })
      .onConflict(conflict =>
        conflict
          .columns(['symbol', 'alias'])
          .doUpdateSet({ version_id: move.to, revision, moved_at: timestamp(move.at) })
          .where('model_alias.revision', '=', move.expected),
      )
      .executeTakeFirst();
    if (written.numInsertedOrUpdatedRows !== 1n) throw lost(move, move.expected + 1);
    await tx
      .insertInto('alias_move')
      .values({
        ...moved,
        from_version: seen?.version_id ?? null,
        to_version: move.to,
        actor: move.actor,
        reason: move.reason,
        decision_id: move.decisionId ?? null,
      })
      .execute();
    return { symbol: move.symbol, alias: move.alias, versionId: move.to, revision, movedAt: move.at };
  });
}

const lost = (move: AliasMove, found: number): AppError =>
  new AppError(
    'ALIAS_MOVED',
    `${move.alias} of "${move.symbol}" is at revision ${found}, not at ${move.expected}: somebody else moved it`,
  );

function toVersion(row: Selectable<Database['model_version']>): ModelVersion {
  return {
    id: row.id,
    symbol: row.symbol,
    number: row.number,
    spec: row.spec,
    priceOnly: row.price_only,
    artifact: row.artifact,
    lineage: row.lineage as ModelVersion['lineage'],
    scores: row.scores as ModelVersion['scores'],
    cutoff: row.cutoff,
    registeredAt: row.registered_at,
  };
}

function toAlias(row: Selectable<Database['model_alias']>): AliasState {
  return {
    symbol: row.symbol,
    alias: row.alias as Alias,
    versionId: row.version_id,
    revision: row.revision,
    movedAt: row.moved_at,
  };
}

function toMove(row: Selectable<Database['alias_move']>): AliasMoveRecord {
  return {
    symbol: row.symbol,
    alias: row.alias as Alias,
    from: row.from_version,
    to: row.to_version,
    revision: row.revision,
    actor: row.actor,
    reason: row.reason,
    ...(row.decision_id === null ? {} : { decisionId: row.decision_id }),
    at: row.moved_at,
  };
}
