import type { Instant, Session } from '#shared';
import { computeFeatures, featureSet } from '../features/index.ts';
import type { BarColumns, BarReader } from '../ingest/index.ts';
import type { ModelVersion } from '../registry/index.ts';
import { type FittedModel, featureRow, openModel, type Predictor } from '../train/index.ts';

/** A version that has seen every bar up to `session`. */
export type Running = {
  readonly version: ModelVersion;
  readonly model: FittedModel;
  readonly predictor: Predictor;
  /** The symbol's revision that its history was read at */
  readonly revision: number;
  session: Session;
  close: number;
};

/** The newest online feature row of a symbol, as the feature stage wrote it. */
export type LatestRow = { readonly session: Session; readonly values: ArrayLike<number> };

/** Versions kept running between sessions, so that a session costs one `push`; rebuilt from bars they give the same bits. */
export interface PredictorPool {
  get(versionId: string): Running | undefined;
  /** Filters all bars since the version's training window began; replaces what `get` gave before. */
  rebuild(version: ModelVersion, asOf: Instant, latest: LatestRow | undefined): Promise<Running | undefined>;
  /** Shows a running version the bars after the session it stands at. */
  extend(running: Running, columns: BarColumns, asOf: Instant, latest: LatestRow | undefined): Promise<void>;
}

export function predictorPool(reader: BarReader, capacity = 50_000): PredictorPool {
  const pool = new Map<string, Running>();
  return {
    get: versionId => pool.get(versionId),
    async rebuild(version, asOf, latest) {
      const running = await runUp(reader, version, asOf, latest);
      pool.delete(version.id);
      if (!running) return undefined;
      pool.set(version.id, running);
      if (pool.size > capacity) pool.delete(pool.keys().next().value ?? '');
      return running;
    },
    async extend(running, columns, asOf, latest) {
      const from = columns.sessions.findIndex(session => session > running.session);
      if (from >= 0) await feed(reader, running, columns, from, asOf, latest);
    },
  };
}

/** Opens a version and shows it every bar since its training window began; undefined where no bar is known. */
export async function runUp(
  reader: BarReader,
  version: ModelVersion,
  asOf: Instant,
  latest?: LatestRow,
): Promise<Running | undefined> {
  const columns = await reader.bars(version.symbol, { asOf, from: version.lineage.window_from });
  if (columns.sessions.length === 0) return undefined;
  const model = openModel(version.artifact);
  const predictor = model.start();
  const running = { version, model, predictor, session: '', close: Number.NaN, revision: columns.revision };
  await feed(reader, running, columns, 0, asOf, latest);
  return running;
}

async function feed(
  reader: BarReader,
  running: Running,
  columns: BarColumns,
  from: number,
  asOf: Instant,
  latest: LatestRow | undefined,
): Promise<void> {
  const last = columns.sessions.length - 1;
  for (let t = from; t < last; t++) running.predictor.push({ close: columns.close[t] ?? Number.NaN });
  const session = columns.sessions[last] ?? '';
  const close = columns.close[last] ?? Number.NaN;
  const set = running.model.featureSet;
  const features = set === undefined ? undefined : await rowOf(reader, set, columns.symbol, session, asOf, latest);
  running.predictor.push(features ? { close, features } : { close });
  running.session = session;
  running.close = close;
}

/** The online row where it is of this session; recomputed by the same definition where the feature job is behind. */
async function rowOf(
  reader: BarReader,
  set: string,
  symbol: string,
  session: Session,
  asOf: Instant,
  latest: LatestRow | undefined,
): Promise<ArrayLike<number>> {
  if (latest?.session === session) return latest.values;
  const columns = await reader.bars(symbol, { asOf, to: session });
  return featureRow(computeFeatures(featureSet(set), columns), columns.sessions.length - 1);
}
