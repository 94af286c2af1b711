import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { AppError, type Clock, isoInstant, parseSymbol } from '#shared';
import { type AliasState, type ModelStore, POOL, promote, requireVersion, rollback } from '../registry/index.ts';
import { expectedRevision, revisionTag } from './conditional.ts';
import { isTimeKey, pageReply, pageRequest } from './paging.ts';
import type { LoopReader, VersionSummary } from './ports.ts';
import { problems } from './problem.ts';
import {
  IdempotencyHeader,
  IdParams,
  Instant,
  nullable,
  pageOf,
  pageQuery,
  Session,
  SymbolPageQuery,
  SymbolParams,
} from './schemas.ts';
import { strictObject } from './validation.ts';
import type { Versions } from './versions.ts';

type Deps = {
  readonly models: ModelStore;
  readonly versions: Versions;
  readonly loop: Pick<LoopReader, 'versions'>;
  readonly clock: Clock;
};

const version = {
  id: Type.String(),
  symbol: Type.String({ description: 'A ticker, or * for the pooled version' }),
  name: Type.String({ description: 'The specification, such as arima(1,1,1)' }),
  version: Type.Integer({ description: 'Counted per symbol' }),
  price_only: Type.Boolean({ description: 'Whether it can answer POST /predict' }),
  cutoff: Session,
  registered_at: Instant,
  scores: Type.Record(Type.String(), Type.Unknown(), { description: "Walk-forward scores beside the random walk's" }),
  lineage: Type.Record(Type.String(), Type.Unknown(), { description: 'What the version was made from' }),
};
const ListedShape = Type.Object({ ...version, aliases: Type.Array(Type.String()) });
const VersionShape = Type.Object(
  {
    ...version,
    champion: Type.Boolean(),
    champion_revision: Type.Integer({ description: 'For If-Match; also the ETag' }),
  },
  { description: 'A model version' },
);
const MoveShape = Type.Object(
  {
    symbol: Type.String(),
    alias: Type.String(),
    version_id: nullable(Type.String()),
    revision: Type.Integer(),
    moved_at: Instant,
  },
  { description: 'Where the champion alias stands now' },
);
const ReasonBody = strictObject({ reason: Type.Optional(Type.String({ minLength: 1, maxLength: 500 })) });

export const registryRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async app => {
    const all = {
      operationId: 'listModels',
      tags: ['models'],
      summary: 'Model versions, newest first',
      querystring: SymbolPageQuery,
      response: { 200: pageOf(ListedShape, 'Model versions'), ...problems(422) },
    } as const;
    app.get('/v1/models', { schema: all }, async ({ query }) => {
      const { symbol, ...rest } = query;
      // The pool is no ticker, and yet it has versions.
      const filter = symbol === undefined ? {} : { symbol: symbol === POOL ? POOL : parseSymbol(symbol) };
      return pageReply(await deps.loop.versions({ ...pageRequest(rest, isTimeKey), ...filter }), showListed);
    });

    const ofSymbol = {
      operationId: 'listSymbolModels',
      tags: ['symbols'],
      summary: 'Model versions of one symbol, newest first',
      params: SymbolParams,
      querystring: strictObject(pageQuery),
      response: { 200: pageOf(ListedShape, 'Model versions'), ...problems(404, 422) },
    } as const;
    app.get('/v1/symbols/:symbol/models', { schema: ofSymbol }, async ({ params, query }) => {
      const { symbol } = await deps.versions.symbol(params.symbol);
      return pageReply(await deps.loop.versions({ ...pageRequest(query, isTimeKey), symbol }), showListed);
    });

    const one = {
      operationId: 'getModel',
      tags: ['models'],
      summary: 'One model version; the ETag is the revision of its symbol’s champion alias',
      params: IdParams,
      response: { 200: VersionShape, ...problems(404, 422) },
    } as const;
    app.get('/v1/models/:id', { schema: one }, async ({ params }, reply) => {
      const found = await requireVersion(deps.models, params.id);
      const champion = await deps.models.alias(found.symbol, 'champion');
      reply.header('etag', revisionTag(champion?.revision ?? 0)).header('cache-control', 'no-cache');
      return { ...show(found), champion: champion?.versionId === found.id, champion_revision: champion?.revision ?? 0 };
    });
    await app.register(moves(deps));
  };

const moves =
  ({ models, versions, clock }: Deps): FastifyPluginAsyncTypebox =>
  async app => {
    const promoted = {
      operationId: 'promoteModel',
      tags: ['models'],
      summary: 'Make a version the champion of its symbol',
      description:
        'With If-Match, only while the champion alias is at that revision. A version that is champion already stays it.',
      params: IdParams,
      body: ReasonBody,
      headers: Type.Object({
        'if-match': Type.Optional(Type.String({ maxLength: 100 })),
        ...IdempotencyHeader.properties,
      }),
      response: { 200: MoveShape, ...problems(404, 409, 412, 415, 422) },
    } as const;
    app.post('/v1/models/:id/promote', { schema: promoted }, async (request, reply) => {
      const expected = expectedRevision(request.headers['if-match']);
      const target = await requireVersion(models, request.params.id);
      if (target.symbol === POOL)
        throw new AppError('INVALID_INPUT', 'the pooled version serves no symbol', { field: 'id' });
      const reason = request.body.reason ?? 'promoted by hand';
      const move = { versionId: target.id, actor: `http ${request.id}`, reason, at: clock.now() };
      const state = await promote(models, expected === undefined ? move : { ...move, expected }).catch(error => {
        throw expected === undefined ? error : preconditionFor(error);
      });
      reply.header('etag', revisionTag(state.revision));
      return showMove(state);
    });

    const rolledBack = {
      operationId: 'rollbackSymbol',
      tags: ['models'],
      summary: 'Take back the newest promotion of a symbol that still stands',
      params: SymbolParams,
      body: ReasonBody,
      headers: IdempotencyHeader,
      response: { 200: MoveShape, ...problems(404, 409, 415, 422) },
    } as const;
    app.post('/v1/symbols/:symbol/rollback', { schema: rolledBack }, async (request, reply) => {
      const { symbol } = await versions.symbol(request.params.symbol);
      const reason = request.body.reason ?? 'rolled back by hand';
      const state = await rollback(models, { symbol, actor: `http ${request.id}`, reason, at: clock.now() });
      reply.header('etag', revisionTag(state.revision));
      return showMove(state);
    });
  };

function preconditionFor(error: unknown): unknown {
  if (!(error instanceof AppError) || error.code !== 'ALIAS_MOVED') return error;
  return new AppError('PRECONDITION_FAILED', error.message, {
    field: 'if-match',
    accepted: 'the ETag of GET /v1/models/{id} as it is now',
    cause: error,
  });
}

const show = (found: Omit<VersionSummary, 'aliases'>) => ({
  id: found.id,
  symbol: found.symbol,
  name: found.spec,
  version: found.number,
  price_only: found.priceOnly,
  cutoff: found.cutoff,
  registered_at: isoInstant(found.registeredAt),
  scores: { ...found.scores },
  lineage: { ...found.lineage },
});

const showListed = (found: VersionSummary) => ({ ...show(found), aliases: [...found.aliases] });

const showMove = ({ symbol, alias, versionId, revision, movedAt }: AliasState) => ({
  symbol,
  alias,
  version_id: versionId,
  revision,
  moved_at: isoInstant(movedAt),
});
