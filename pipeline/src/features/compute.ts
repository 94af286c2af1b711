import type { Bar } from '@nextclose/kernels';
import type { Session } from '#shared';
import type { BarColumns } from '../ingest/index.ts';
import type { FeatureSet } from './feature-set.ts';

/** Feature rows of one symbol: row t is `data[t * columns]` and the `columns - 1` values after it, of `sessions[t]`. */
export type FeatureMatrix = {
  readonly data: Float64Array;
  readonly columns: number;
  readonly sessions: readonly Session[];
};

/** The rows of a whole history, from its first bar on, by the stream that serving uses: the same bits. */
export function computeFeatures(set: FeatureSet, bars: BarColumns): FeatureMatrix {
  const stream = set.create();
  const columns = set.names.length;
  const data = new Float64Array(bars.sessions.length * columns);
  for (let t = 0; t < bars.sessions.length; t++) data.set(stream.push(barAt(bars, t)), t * columns);
  return { data, columns, sessions: bars.sessions };
}

/** Bar t of the columns; a missing value is NaN, which a feature stream refuses. */
export function barAt({ open, high, low, close, volume }: BarColumns, t: number): Bar {
  const at = (column: Float64Array): number => column[t] ?? Number.NaN;
  return { open: at(open), high: at(high), low: at(low), close: at(close), volume: at(volume) };
}
