import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { addDays, type Clock, isoInstant, isSession } from '#shared';
import type { BarReader, SymbolInfo } from '../ingest/index.ts';
import type { AliasState, ModelStore } from '../registry/index.ts';
import { cut, isTextKey, pageReply, pageRequest } from './paging.ts';
import type { FeatureReader, LoopReader, VersionName } from './ports.ts';
import { problems } from './problem.ts';
import { Instant, ModelName, nullable, pageOf, pageQuery, Session, SessionInput, SymbolParams } from './schemas.ts';
import { strictObject } from './validation.ts';
import { modelName, type Versions } from './versions.ts';

export type SymbolsDeps = {
  readonly versions: Versions;
  readonly models: Pick<ModelStore, 'aliases'>;
  readonly bars: Pick<BarReader, 'bars'>;
  readonly features: FeatureReader;
  readonly loop: Pick<LoopReader, 'lastSessions' | 'versionNames'>;
  readonly clock: Clock;
};

const AliasShape = Type.Object({
  alias: Type.String(),
  revision: Type.Integer(),
  moved_at: Instant,
  model: nullable(ModelName),
});
const SymbolShape = Type.Object({
  symbol: Type.String(),
  exchange: Type.String({ description: 'ISO 10383 market code, or 24/7' }),
  currency: nullable(Type.String()),
  last_session: nullable(Session),
  aliases: Type.Array(AliasShape, { description: 'What champion, challenger, random_walk and price_only point at' }),
});
const BarShape = Type.Object(
  {
    session: Session,
    open: Type.Number(),
    high: Type.Number(),
    low: Type.Number(),
    close: Type.Number(),
    volume: Type.Number(),
  },
  { description: 'Split-adjusted to the price basis of now' },
);
const FeatureShape = Type.Object({
  feature_set: Type.String(),
  session: Session,
  known_at: Instant,
  values: Type.Record(Type.String(), nullable(Type.Number()), { description: 'null while an indicator warms up' }),
});

async function describeSymbols({ models, loop, clock }: SymbolsDeps, infos: readonly SymbolInfo[]) {
  const symbols = infos.map(info => info.symbol);
  const [aliases, last] = await Promise.all([models.aliases(symbols), loop.lastSessions(symbols, clock.now())]);
  const names = await loop.versionNames(aliases.flatMap(({ versionId }) => versionId ?? []));
  const bySymbol = Map.groupBy(aliases, state => state.symbol);
  return infos.map(({ symbol, exchange, currency }) => ({
    symbol,
    exchange,
    currency,
    last_session: last.get(symbol) ?? null,
    aliases: (bySymbol.get(symbol) ?? []).map(state => showAlias(state, names)),
  }));
}

function showAlias({ alias, revision, movedAt, versionId }: AliasState, names: ReadonlyMap<string, VersionName>) {
  const named = versionId === null ? undefined : names.get(versionId);
  return { alias, revision, moved_at: isoInstant(movedAt), model: named ? modelName(named) : null };
}

export const symbolsRoutes =
  (deps: SymbolsDeps): FastifyPluginAsyncTypebox =>
  async app => {
    const list = {
      operationId: 'listSymbols',
      tags: ['symbols'],
      summary: 'The symbols that are followed, in alphabetical order',
      querystring: strictObject(pageQuery),
      response: { 200: pageOf(SymbolShape, 'Symbols'), ...problems(422) },
    } as const;
    app.get('/v1/symbols', { schema: list }, async ({ query }) => {
      const page = cut(await deps.versions.symbols(), info => info.symbol, pageRequest(query, isTextKey));
      const items = await describeSymbols(deps, page.items);
      return pageReply({ ...page, items }, item => item);
    });

    const one = {
      operationId: 'getSymbol',
      tags: ['symbols'],
      summary: 'One symbol and its model versions in use',
      params: SymbolParams,
      response: { 200: SymbolShape, ...problems(404, 422) },
    } as const;
    app.get('/v1/symbols/:symbol', { schema: one }, async ({ params }) => {
      const [shown] = await describeSymbols(deps, [await deps.versions.symbol(params.symbol)]);
      return shown;
    });
    await app.register(barsAndFeatures(deps));
  };

const barsAndFeatures =
  (deps: SymbolsDeps): FastifyPluginAsyncTypebox =>
  async app => {
    const bars = {
      operationId: 'listBars',
      tags: ['symbols'],
      summary: 'Daily bars as they are known now, oldest first',
      params: SymbolParams,
      querystring: strictObject({ from: Type.Optional(SessionInput), to: Type.Optional(SessionInput), ...pageQuery }),
      response: { 200: pageOf(BarShape, 'Bars'), ...problems(404, 422) },
    } as const;
    app.get('/v1/symbols/:symbol/bars', { schema: bars }, async ({ params, query }) => {
      const { symbol } = await deps.versions.symbol(params.symbol);
      const { limit, after } = pageRequest(query, isSessionKey);
      const from = after === undefined ? query.from : addDays(after, 1);
      const columns = await deps.bars.bars(symbol, {
        asOf: deps.clock.now(),
        ...(from === undefined ? {} : { from }),
        ...(query.to === undefined ? {} : { to: query.to }),
      });
      const page = cut(rowsOf(columns, limit + 1), bar => bar.session, { limit });
      return pageReply(page, bar => bar);
    });

    const features = {
      operationId: 'latestFeatures',
      tags: ['symbols'],
      summary: 'The newest row of every feature set',
      params: SymbolParams,
      response: {
        200: Type.Object({ items: Type.Array(FeatureShape) }, { description: 'Feature rows' }),
        ...problems(404, 422),
      },
    } as const;
    app.get('/v1/symbols/:symbol/features', { schema: features }, async ({ params }) => {
      const { symbol } = await deps.versions.symbol(params.symbol);
      const rows = await deps.features.latest(symbol);
      const items = rows.map(({ featureSet, session, knownAt, names, values }) => ({
        feature_set: featureSet,
        session,
        known_at: isoInstant(knownAt),
        values: Object.fromEntries(names.map((name, i) => [name, finiteOrNull(values[i])])),
      }));
      return { items };
    });
  };

const isSessionKey = (value: unknown): value is string => typeof value === 'string' && isSession(value);

const finiteOrNull = (value: number | undefined): number | null => (Number.isFinite(value) ? (value ?? null) : null);

function rowsOf(columns: Awaited<ReturnType<BarReader['bars']>>, count: number) {
  const at = (column: Float64Array, i: number) => column[i] ?? Number.NaN;
  return columns.sessions.slice(0, count).map((session, i) => ({
    session,
    open: at(columns.open, i),
    high: at(columns.high, i),
    low: at(columns.low, i),
    close: at(columns.close, i),
    volume: at(columns.volume, i),
  }));
}
