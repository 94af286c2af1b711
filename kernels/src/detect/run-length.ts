import { solveLinear } from '../math/solve-linear.ts';
import { gaussLegendre } from './gauss-legendre.ts';
import { checkAsked } from './solve-threshold.ts';

/** Which changes are watched for: increases, decreases, or both. */
export type Sides = 'up' | 'down' | 'both';

export type CusumDesign = {
  /** k, in standard deviations */
  readonly allowance: number;
  readonly sides: Sides;
};

export type EwmaDesign = {
  /** Weight of the newest observation */
  readonly lambda: number;
  readonly sides: Sides;
};

const MOST_NODES = 600;
const MOST_ASKED = 1e9;

/**
 * Average run length of the CUSUM chart on independent normal observations whose mean is `shift` standard deviations away:
 * the integral equation of Page by Gauss-Legendre quadrature. For both sides 1/ARL is the sum of the two, which is exact for
 * charts that start at 0.
 * @throws RangeError where more than 600 nodes would be needed: a very small allowance with a very large threshold
 * @see Page (1954), Continuous inspection schemes; Vance (1986), JQT 18(3); Kemp (1961) for both sides
 */
export function cusumRunLength({ allowance, sides }: CusumDesign, threshold: number, shift = 0): number {
  const up = () => oneSidedCusum(allowance - shift, threshold);
  const down = () => oneSidedCusum(allowance + shift, threshold);
  if (sides === 'up') return up();
  if (sides === 'down') return down();
  return 1 / (1 / up() + 1 / down());
}

/**
 * Average run length of the EWMA chart with constant limits, `threshold` asymptotic standard deviations of the average from
 * the mean, on independent normal observations whose mean is `shift` standard deviations away.
 * @throws RangeError where more than 600 nodes would be needed: a lambda below about 0.001
 * @see Crowder (1987), A simple method for studying run-length distributions of EWMA charts, Technometrics 29(4)
 */
export function ewmaRunLength({ lambda, sides }: EwmaDesign, threshold: number, shift = 0): number {
  const deviation = Math.sqrt(lambda / (2 - lambda));
  const towards = sides === 'down' ? -shift : shift;
  // a one-sided chart has no lower limit: beyond 10 deviations there is no mass
  const lowest = sides === 'both' ? -threshold * deviation : Math.min(0, towards) - 10 * deviation;
  const highest = threshold * deviation;
  const { nodes, weights } = gaussLegendre(nodeCount((highest - lowest) / lambda), lowest, highest);
  const n = nodes.length;
  const kernel = (y: number, u: number) => density((y - (1 - lambda) * u) / lambda - towards) / lambda;
  const a = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) a[i * n + j] = (i === j ? 1 : 0) - weights[j]! * kernel(nodes[j]!, nodes[i]!);
  }
  const lengths = solveLinear(n, a, new Float64Array(n).fill(1));
  let atZero = 1;
  for (let j = 0; j < n; j++) atZero += weights[j]! * kernel(nodes[j]!, 0) * lengths[j]!;
  return atZero;
}

/**
 * The threshold at which an average run length, growing with it, has the asked value: the secant method on its logarithm,
 * kept within a bracket.
 * @throws RangeError for a value that is not above 1, above 1e9, or below what a threshold near 0 has
 */
export function thresholdFor(asked: number, runLength: (threshold: number) => number): number {
  checkAsked(asked);
  if (asked > MOST_ASKED) throw new RangeError(`averageRunLength must be at most ${MOST_ASKED}, got ${asked}`);
  const miss = (threshold: number) => Math.log(runLength(threshold) / asked);
  let low = 1e-6;
  let atLow = miss(low);
  if (atLow > 0) throw new RangeError(`averageRunLength must be above ${asked * Math.exp(atLow)}, got ${asked}`);
  let high = 1;
  let atHigh = miss(high);
  while (atHigh < 0) {
    low = high;
    atLow = atHigh;
    high *= 1.5;
    atHigh = miss(high);
  }
  for (let pass = 0; pass < 100 && high - low > 1e-13 * high; pass++) {
    const secant = high - (atHigh * (high - low)) / (atHigh - atLow);
    const margin = 0.001 * (high - low);
    const at = pass % 3 === 2 ? (low + high) / 2 : Math.min(Math.max(secant, low + margin), high - margin);
    const found = miss(at);
    if (Math.abs(found) < 1e-12) return at;
    if (found < 0) {
      low = at;
      atLow = found;
    } else {
      high = at;
      atHigh = found;
    }
  }
  return (low + high) / 2;
}

/** L(u) = 1 + L(0) Phi(k - u) + the integral over y in 0..h of L(y) phi(y - u + k), at u = 0. */
function oneSidedCusum(allowance: number, threshold: number): number {
  const { nodes, weights } = gaussLegendre(nodeCount(threshold), 0, threshold);
  const n = nodes.length + 1; // the first unknown is L(0)
  const from = (i: number) => (i === 0 ? 0 : nodes[i - 1]!);
  const a = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    const u = from(i);
    a[i * n] = -normalBelow(allowance - u);
    for (let j = 1; j < n; j++) a[i * n + j] = -weights[j - 1]! * density(from(j) - u + allowance);
    a[i * n + i] = a[i * n + i]! + 1;
  }
  return solveLinear(n, a, new Float64Array(n).fill(1))[0]!;
}

/** Whether the run length of a chart with this threshold can be computed in a moment. */
export function canCompute(threshold: number, ewma?: EwmaDesign): boolean {
  if (!ewma) return nodesFor(threshold) <= MOST_NODES;
  const width = threshold + (ewma.sides === 'both' ? threshold : 10);
  return nodesFor(width / Math.sqrt(ewma.lambda * (2 - ewma.lambda))) <= MOST_NODES;
}

/** For an interval of so many standard deviations of the step; the error falls faster than any power of the count. */
const nodesFor = (width: number): number => Math.ceil(30 + 2.5 * width);

function nodeCount(width: number): number {
  const nodes = nodesFor(width);
  if (nodes <= MOST_NODES) return nodes;
  throw new RangeError(
    'the average run length cannot be computed: the threshold is too wide for the allowance or lambda; give inControl',
  );
}

const density = (z: number): number => Math.exp(-z * z * 0.5) / Math.sqrt(2 * Math.PI);

function normalBelow(z: number): number {
  if (z < -38) return 0;
  if (z > 0) return 1 - normalBelow(-z);
  const { nodes, weights } = gaussLegendre(40, z - 9, z);
  let sum = 0;
  for (let i = 0; i < 40; i++) sum += weights[i]! * density(nodes[i]!);
  return sum;
}
