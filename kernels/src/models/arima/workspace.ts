import { type Columns, createColumns } from './columns.ts';
import { createPresample, type Presample } from './presample.ts';

/** Everything one order's likelihood and gradient write to; what an evaluation leaves is what its gradient starts from. */
export type Workspace = {
  readonly shape: Presample;
  /** Values in the likelihood; the arrays of the series are zero from here on */
  n: number;
  /** Whether a mean is concentrated out */
  hasMean: boolean;
  /** Regressors that are concentrated out, a mean among them */
  columns: Columns | undefined;
  /** The series, less the mean (the same array when there is none), zero-presample residuals, then final residuals */
  w: Float64Array;
  z: Float64Array;
  e: Float64Array;
  /** Residuals of the constant 1, `unitCount` of them before they stay the same */
  unit: Float64Array;
  unitCount: number;
  /** 1/theta(B), of which `piCount` weights are not negligible, and scratch of that length */
  pi: Float64Array;
  piCount: number;
  piBar: Float64Array;
  lambda: Float64Array;
  /** Partial autocorrelations of phi and of 2 - theta */
  readonly ar: Float64Array;
  readonly ma: Float64Array;
  readonly small: SmallArrays;
  mean: number;
  squares: number;
  logDeterminant: number;
};

/** m x m and m; named as in `likelihood.ts` and `gradient.ts`. */
type SmallArrays = { readonly [name in (typeof MATRICES)[number] | (typeof VECTORS)[number]]: Float64Array };

const MATRICES = ['g', 'gl', 'factor', 'x', 'xg', 'w', 'lBar', 'oBar', 'cBar'] as const;
const VECTORS = [
  'c',
  'cUnit',
  'y',
  'yUnit',
  's',
  'v',
  'lv',
  'lags',
  'phiBar',
  'thetaBar',
  'predictorsBar',
  'sums',
] as const;

/** Past the end of a series: the longest reach of any loop. */
const room = (m: number): number => 2 * m + 8;

export function createWorkspace(p: number, q: number, capacity: number): Workspace {
  const shape = createPresample(p, q);
  const { m } = shape;
  const small = Object.fromEntries([
    ...MATRICES.map(name => [name, new Float64Array(m * m)]),
    ...VECTORS.map(name => [
      name,
      new Float64Array(name === 'predictorsBar' ? (p + 1) ** 2 + (q + 1) ** 2 : 2 * m + 4),
    ]),
  ]) as SmallArrays;
  const series = () => new Float64Array(capacity + room(m));
  const w = series();
  return {
    shape,
    n: 0,
    hasMean: false,
    columns: undefined,
    w,
    z: w,
    e: series(),
    unit: series(),
    unitCount: 0,
    pi: series(),
    piCount: 0,
    piBar: series(),
    lambda: series(),
    ar: new Float64Array(p),
    ma: new Float64Array(q),
    small,
    mean: 0,
    squares: 0,
    logDeterminant: 0,
  };
}

/** Takes in a series; nothing of an earlier one can be seen through the workspace afterwards. */
export function load(work: Workspace, w: Float64Array, hasMean: boolean, columns: readonly Float64Array[] = []): void {
  const n = w.length;
  const { m } = work.shape;
  if (work.w.length < n + room(m)) grow(work, n + room(m));
  if (hasMean && work.z.length !== work.w.length) work.z = new Float64Array(work.w.length);
  if (hasMean && work.z === work.w) work.z = new Float64Array(work.w.length);
  if (!hasMean) work.z = work.w;
  work.n = n;
  work.hasMean = hasMean;
  work.columns = columns.length > 0 ? createColumns(columns, m, n + room(m)) : undefined;
  work.w.set(w);
  if (work.columns) work.z = work.columns.z;
  for (const series of [work.w, work.z, work.e, work.unit, work.pi, work.piBar, work.lambda]) {
    series.fill(0, n, n + room(m));
  }
}

function grow(work: Workspace, length: number): void {
  const capacity = Math.max(length, 2 * work.w.length);
  work.w = new Float64Array(capacity);
  work.z = work.w;
  work.e = new Float64Array(capacity);
  work.unit = new Float64Array(capacity);
  work.pi = new Float64Array(capacity);
  work.piBar = new Float64Array(capacity);
  work.lambda = new Float64Array(capacity);
}

const pool = new Map<string, Workspace>();

/** The workspace of an order, kept between fits: what it computes depends on `load` and the arguments alone. */
export function pooledWorkspace(p: number, q: number): Workspace {
  const key = `${p},${q}`;
  const kept = pool.get(key);
  if (kept) return kept;
  const fresh = createWorkspace(p, q, 1024);
  pool.set(key, fresh);
  return fresh;
}
