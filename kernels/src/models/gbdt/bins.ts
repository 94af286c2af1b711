import type { Matrix } from '../ridge.ts';

/** Columns cut into bins: what splits are searched on. */
export type Bins = {
  readonly rows: number;
  readonly columns: number;
  /** Row by row, the bin of each value, counted through all columns: those of column j begin at `first[j]` */
  readonly data: Uint16Array | Uint32Array;
  readonly first: Int32Array;
  /** Per column, ascending: bin b holds the values above cuts[b - 1] and at most cuts[b] */
  readonly cuts: readonly Float64Array[];
  /** Per column, whether its last bin is that of missing values (NaN) */
  readonly missing: readonly boolean[];
};

/**
 * Cuts each column where its quantiles are, or between all its values where they are no more than the bins.
 * @param rows how many of the matrix's rows, from the first, the cuts are taken from
 */
export function binned({ data, columns }: Matrix, rows: number, maxBins: number): Bins {
  const total = data.length / columns;
  const cuts: Float64Array[] = [];
  const missing: boolean[] = [];
  const first = new Int32Array(columns + 1);
  for (let j = 0; j < columns; j++) {
    const values = new Float64Array(rows);
    for (let i = 0; i < rows; i++) values[i] = data[i * columns + j]!;
    values.sort(); // NaN comes last
    let known = rows;
    while (known > 0 && Number.isNaN(values[known - 1]!)) known--;
    cuts.push(cutsOf(values.subarray(0, known), maxBins));
    missing.push(known < rows);
    first[j + 1] = first[j]! + cuts[j]!.length + 1 + Number(known < rows);
  }
  const room = first[columns]! <= 65_536 ? new Uint16Array(data.length) : new Uint32Array(data.length);
  for (let j = 0; j < columns; j++)
    fillColumn(room, data, { column: j, columns, total }, cuts[j]!, first[j]!, missing[j]!);
  return { rows: total, columns, data: room, first, cuts, missing };
}

function fillColumn(
  room: Uint16Array | Uint32Array,
  data: Float64Array,
  { column, columns, total }: { column: number; columns: number; total: number },
  cuts: Float64Array,
  first: number,
  missing: boolean,
): void {
  for (let i = 0; i < total; i++) {
    const value = data[i * columns + column]!;
    // Only rows that made no cuts can miss a value in a column that had none missing: they are not split on, only predicted.
    room[i * columns + column] = first + (Number.isNaN(value) ? cuts.length + Number(missing) : placeOf(cuts, value));
  }
}

/** The number of cuts below a value. */
function placeOf(cuts: Float64Array, value: number): number {
  let [from, to] = [0, cuts.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (cuts[middle]! < value) from = middle + 1;
    else to = middle;
  }
  return from;
}

function cutsOf(sorted: Float64Array, maxBins: number): Float64Array {
  const cuts: number[] = [];
  const between = (left: number, right: number): number => {
    const middle = left + (right / 2 - left / 2);
    return middle < right ? middle : left;
  };
  const n = sorted.length;
  let distinct = n === 0 ? 0 : 1;
  for (let i = 1; i < n; i++) distinct += Number(sorted[i] !== sorted[i - 1]);
  if (distinct <= maxBins) {
    for (let i = 1; i < n; i++) if (sorted[i] !== sorted[i - 1]) cuts.push(between(sorted[i - 1]!, sorted[i]!));
    return Float64Array.from(cuts);
  }
  // A value that fills several bins takes them all; the rest is shared among the bins that are left.
  let begun = 0;
  for (let b = 1; b < maxBins && begun < n; b++) {
    let at = begun + Math.max(1, Math.round((n - begun) / (maxBins - b + 1)));
    while (at < n && sorted[at] === sorted[at - 1]) at++;
    if (at >= n) break;
    cuts.push(between(sorted[at - 1]!, sorted[at]!));
    begun = at;
  }
  return Float64Array.from(cuts);
}
