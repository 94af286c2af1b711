import { AppError, type Instant } from '#shared';
import type { AliasState, ModelStore, ModelVersion } from './ports.ts';

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

/**
 * Gives a symbol back the champion it had before the newest move.
 * @throws AppError NO_MODEL when there was none
 */
export async function rollback(
  store: ModelStore,
  request: { readonly symbol: string; readonly actor: string; readonly reason: string; readonly at: Instant },
): Promise<AliasState> {
  const history = await store.moves(request.symbol, 'champion');
  const previous = history.at(-1)?.from;
  if (!previous) {
    throw new AppError('NO_MODEL', `"${request.symbol}" has no earlier champion to go back to`, { field: 'symbol' });
  }
  const { symbol: _, ...rest } = request;
  return await promote(store, { ...rest, versionId: previous });
}

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
