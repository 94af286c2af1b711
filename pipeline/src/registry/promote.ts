import { AppError, type Instant } from '#shared';
import type { AliasMoveRecord, AliasState, ModelStore, ModelVersion } from './ports.ts';

export type Promotion = {
  readonly versionId: string;
  readonly actor: string;
  readonly reason: string;
  readonly at: Instant;
  readonly decisionId?: string;
  /** The champion alias' revision that the caller saw; without it, the one found now */
  readonly expected?: number;
};

/**
 * Makes a version the champion of its symbol. A version that is champion already is left alone, so a repeated call is safe.
 * @throws AppError MODEL_NOT_FOUND, or ALIAS_MOVED when somebody else moved the alias meanwhile
 */
export async function promote(store: ModelStore, promotion: Promotion): Promise<AliasState> {
  const version = await requireVersion(store, promotion.versionId);
  const current = await store.alias(version.symbol, 'champion');
  if (promotion.expected !== undefined && promotion.expected !== (current?.revision ?? 0)) {
    throw new AppError(
      'ALIAS_MOVED',
      `champion of "${version.symbol}" is at revision ${current?.revision ?? 0}, not at ${promotion.expected}`,
    );
  }
  if (current?.versionId === version.id) return current;
  const { versionId: to, expected: _, ...rest } = promotion;
  const moved = { ...rest, symbol: version.symbol, to };
  const state = await store.move({ ...moved, alias: 'champion', expected: current?.revision ?? 0 });
  if (version.priceOnly) await point(store, { ...moved, alias: 'price_only' });
  return state;
}

/** Marks a move of the audit trail as a rollback: no caller's own name begins so. */
const ROLLBACK = 'rollback by ';

/**
 * Takes back the newest promotion that stands. A rollback is no promotion, so two in a row go two champions back.
 * @throws AppError NO_MODEL when the champion is the first one, or there is none; ALIAS_MOVED when somebody else moved it
 */
export async function rollback(
  store: ModelStore,
  request: { readonly symbol: string; readonly actor: string; readonly reason: string; readonly at: Instant },
): Promise<AliasState> {
  const { symbol, actor, ...rest } = request;
  const history = await store.moves(symbol, 'champion');
  const previous = standing(history).at(-2);
  if (previous === undefined) {
    const undone = history.filter(isRollback).length;
    const why = undone > 0 ? `: ${undone} rollback(s) took back all that came after its first one` : '';
    throw new AppError('NO_MODEL', `"${symbol}" has no earlier champion to go back to${why}`, { field: 'symbol' });
  }
  const expected = history.at(-1)?.revision ?? 0;
  return await promote(store, { ...rest, actor: `${ROLLBACK}${actor}`, versionId: previous, expected });
}

/** The champions whose promotions stand, oldest first: each rollback has taken back the newest one before it. */
function standing(history: readonly AliasMoveRecord[]): string[] {
  const champions: string[] = [];
  for (const move of history) {
    if (isRollback(move)) champions.pop();
    else if (move.to !== null) champions.push(move.to);
  }
  return champions;
}

const isRollback = ({ actor }: AliasMoveRecord): boolean => actor.startsWith(ROLLBACK);

/** Points an alias at a version (or at nothing), whatever it pointed at; nothing is written when it does already. */
export async function point(
  store: ModelStore,
  move: Omit<Parameters<ModelStore['move']>[0], 'expected'>,
): Promise<AliasState | undefined> {
  const current = await store.alias(move.symbol, move.alias);
  if ((current?.versionId ?? null) === move.to) return current;
  return await store.move({ ...move, expected: current?.revision ?? 0 });
}

/** @throws AppError MODEL_NOT_FOUND that names the id */
export async function requireVersion(store: ModelStore, id: string): Promise<ModelVersion> {
  const version = await store.get(id);
  if (version) return version;
  throw new AppError('MODEL_NOT_FOUND', `no model version "${id}" is registered`, { field: 'id' });
}
