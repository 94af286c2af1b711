import { AppError, parseSymbol } from '#shared';
import type { BarReader, SymbolInfo } from '../ingest/index.ts';
import { type Alias, type AliasState, type ModelStore, type ModelVersion, POOL } from '../registry/index.ts';
import type { FittedModel } from '../train/index.ts';
import { cached } from './cache.ts';

/** A stored version, opened once and kept. */
export type OpenedVersion = { readonly version: ModelVersion; readonly model: FittedModel };

/** What serving knows of symbols, aliases and versions, read again at most every `refreshMs`. */
export interface Versions {
  /** @throws AppError INVALID_INPUT for what is no ticker, SYMBOL_NOT_FOUND for one that has no bars */
  symbol(text: string): Promise<SymbolInfo>;
  symbols(): Promise<readonly SymbolInfo[]>;
  alias(symbol: string, alias: Alias): Promise<AliasState | undefined>;
  /**
   * The version that an alias points at.
   * @throws AppError NO_MODEL when it points at none
   */
  at(symbol: string, alias: Alias): Promise<OpenedVersion>;
  /** @throws AppError MODEL_NOT_FOUND */
  open(id: string): Promise<OpenedVersion>;
}

export type VersionsDeps = {
  readonly bars: Pick<BarReader, 'symbols'>;
  readonly models: Pick<ModelStore, 'alias' | 'get'>;
  readonly openModel: (artifact: object) => FittedModel;
  readonly monotonic: () => number;
};

/** A symbol that is known stays known; one that is not is looked for again at once. */
const SYMBOLS_MS = 5_000;

/** @param options.refreshMs how old an alias may be when it is used: a promotion is seen within this time, without a restart */
export function openVersions(deps: VersionsDeps, options: { refreshMs: number; opened: number }): Versions {
  const known = cached<ReadonlyMap<string, SymbolInfo>>(1, SYMBOLS_MS, deps.monotonic);
  const fresh = cached<ReadonlyMap<string, SymbolInfo>>(1, options.refreshMs, deps.monotonic);
  const aliases = cached<AliasState | undefined>(20_000, options.refreshMs, deps.monotonic);
  const opened = cached<OpenedVersion>(options.opened, Number.POSITIVE_INFINITY, deps.monotonic);

  const read = async () => new Map((await deps.bars.symbols()).map(info => [info.symbol, info] as const));
  const open = (id: string) =>
    opened(id, async () => {
      const version = await deps.models.get(id);
      if (!version) throw new AppError('MODEL_NOT_FOUND', `no model version "${id}" is registered`, { field: 'id' });
      return { version, model: deps.openModel(version.artifact) };
    });
  const alias = (symbol: string, name: Alias) => aliases(`${symbol} ${name}`, () => deps.models.alias(symbol, name));

  return {
    alias,
    open,
    symbols: async () => [...(await fresh('all', read)).values()],
    async symbol(text) {
      const symbol = parseSymbol(text);
      const info = (await known('all', read)).get(symbol) ?? (await fresh('all', read)).get(symbol);
      if (info) return info;
      throw new AppError('SYMBOL_NOT_FOUND', `"${symbol}" is not followed here`, {
        field: 'symbol',
        accepted: 'one of GET /v1/symbols',
      });
    },
    async at(symbol, name) {
      const state = await alias(symbol, name);
      if (state?.versionId) return await open(state.versionId);
      const owner = symbol === POOL ? 'there is no pooled price-only version' : `"${symbol}" has no ${name} version`;
      throw new AppError('NO_MODEL', `${owner} yet: train first`, { field: 'symbol' });
    },
  };
}

/** How an answer names the version it came from. */
export const modelName = ({ id, spec, number }: Pick<ModelVersion, 'id' | 'spec' | 'number'>) => ({
  id,
  name: spec,
  version: number,
});
