import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { isoInstant, parseSymbol } from '#shared';
import { isoOrNull, isTextKey, isTimeKey, pageReply, pageRequest } from './paging.ts';
import type { AlarmRecord, DecisionRecord, DriftRecord, LoopReader, RetrainingRecord } from './ports.ts';
import { problems } from './problem.ts';
import { Instant, nullable, pageOf, Session, SymbolPageQuery } from './schemas.ts';
import { oneOf } from './validation.ts';

const fields = Type.Record(Type.String(), Type.Unknown());
const AlarmShape = Type.Object({
  id: Type.String(),
  symbol: Type.String(),
  version_id: Type.String(),
  detector: Type.String(),
  session: Session,
  statistic: Type.Number(),
  threshold: Type.Number(),
  details: fields,
  raised_at: Instant,
});
const DriftShape = Type.Object({
  symbol: Type.String(),
  version_id: Type.String(),
  detector: Type.String(),
  session: Session,
  statistic: nullable(Type.Number({ description: 'null before the detector has enough sessions' })),
  threshold: Type.Number(),
});
const DecisionShape = Type.Object({
  id: Type.String(),
  symbol: Type.String(),
  champion_id: Type.String(),
  challenger_id: Type.String(),
  outcome: oneOf(['promote', 'reject']),
  reason: Type.String(),
  numbers: fields,
  decided_at: Instant,
});
const RetrainingShape = Type.Object({
  id: Type.String(),
  symbol: Type.String(),
  reason: Type.String(),
  alarm_id: nullable(Type.String()),
  requested_at: Instant,
  challenger_id: nullable(Type.String()),
  outcome: nullable(oneOf(['shadowing', 'promoted', 'rejected', 'failed'])),
  finished_at: nullable(Instant),
});

type Query = { readonly symbol?: string; readonly limit: number; readonly cursor?: string };

const filtered = <Key>({ symbol, ...rest }: Query, isKey: (value: unknown) => value is Key) => ({
  ...pageRequest(rest, isKey),
  ...(symbol === undefined ? {} : { symbol: parseSymbol(symbol) }),
});

export const loopRoutes =
  (loop: LoopReader): FastifyPluginAsyncTypebox =>
  async app => {
    const common = { tags: ['loop'], querystring: SymbolPageQuery } as const;
    const alarms = {
      ...common,
      operationId: 'listAlarms',
      summary: 'Alarms of the drift detectors, newest first',
      response: { 200: pageOf(AlarmShape, 'Alarms'), ...problems(422) },
    } as const;
    app.get('/v1/alarms', { schema: alarms }, async ({ query }) =>
      pageReply(await loop.alarms(filtered(query, isTimeKey)), showAlarm),
    );

    const drift = {
      ...common,
      operationId: 'listDrift',
      summary: 'The state of every drift detector',
      response: { 200: pageOf(DriftShape, 'Detector states'), ...problems(422) },
    } as const;
    app.get('/v1/drift', { schema: drift }, async ({ query }) =>
      pageReply(await loop.drift(filtered(query, isTextKey)), showDrift),
    );

    const decisions = {
      ...common,
      operationId: 'listDecisions',
      summary: 'Decisions of the promotion gate with their numbers, newest first',
      response: { 200: pageOf(DecisionShape, 'Decisions'), ...problems(422) },
    } as const;
    app.get('/v1/decisions', { schema: decisions }, async ({ query }) =>
      pageReply(await loop.decisions(filtered(query, isTimeKey)), showDecision),
    );

    const retrainings = {
      ...common,
      operationId: 'listRetrainings',
      summary: 'Retrainings and what became of them, newest first',
      response: { 200: pageOf(RetrainingShape, 'Retrainings'), ...problems(422) },
    } as const;
    app.get('/v1/retrainings', { schema: retrainings }, async ({ query }) =>
      pageReply(await loop.retrainings(filtered(query, isTimeKey)), showRetraining),
    );
  };

const showAlarm = (alarm: AlarmRecord) => ({
  id: alarm.id,
  symbol: alarm.symbol,
  version_id: alarm.versionId,
  detector: alarm.detector,
  session: alarm.session,
  statistic: alarm.statistic,
  threshold: alarm.threshold,
  details: { ...alarm.details },
  raised_at: isoInstant(alarm.raisedAt),
});

const showDrift = ({ symbol, versionId, detector, session, statistic, threshold }: DriftRecord) => ({
  symbol,
  version_id: versionId,
  detector,
  session,
  statistic,
  threshold,
});

const showDecision = (decision: DecisionRecord) => ({
  id: decision.id,
  symbol: decision.symbol,
  champion_id: decision.championId,
  challenger_id: decision.challengerId,
  outcome: decision.outcome,
  reason: decision.reason,
  numbers: { ...decision.numbers },
  decided_at: isoInstant(decision.decidedAt),
});

const showRetraining = (retraining: RetrainingRecord) => ({
  id: retraining.id,
  symbol: retraining.symbol,
  reason: retraining.reason,
  alarm_id: retraining.alarmId,
  requested_at: isoInstant(retraining.requestedAt),
  challenger_id: retraining.challengerId,
  outcome: retraining.outcome,
  finished_at: isoOrNull(retraining.finishedAt),
});
