import { emaSmoothing } from '../smoothing.ts';
import { smoothColumn } from './smooth.ts';

/**
 * `macd` over a whole column, bit for bit: line, signal and histogram.
 * @returns whether every number is known to be finite
 */
export function macdColumns(
  x: Float64Array,
  fast: number,
  slow: number,
  signal: number,
  results: readonly Float64Array[],
): boolean {
  const [line, smoothed, histogram] = results as readonly [Float64Array, Float64Array, Float64Array];
  const first = slow - 1;
  lineColumn(x, fast, slow, line);
  const finite = smoothColumn(line, first, signal, 2 / (signal + 1), smoothed);
  for (let t = 0; t < x.length; t++) histogram[t] = line[t]! - smoothed[t]!;
  return finite;
}

function lineColumn(x: Float64Array, fast: number, slow: number, line: Float64Array): void {
  const n = x.length;
  line.fill(Number.NaN, 0, Math.min(n, slow - 1));
  if (n < slow) return;
  const quick = emaSmoothing(fast, undefined);
  const steady = emaSmoothing(slow, undefined);
  let quickLevel = Number.NaN;
  let steadyLevel = Number.NaN;
  for (let t = 0; t < slow; t++) {
    if (t >= slow - fast) quickLevel = quick.push(x[t]!);
    steadyLevel = steady.push(x[t]!);
  }
  line[slow - 1] = quickLevel - steadyLevel;
  lineOn(x, slow, 2 / (fast + 1), 2 / (slow + 1), quickLevel, steadyLevel, line);
}

function lineOn(
  x: Float64Array,
  start: number,
  quick: number,
  steady: number,
  firstQuick: number,
  firstSteady: number,
  line: Float64Array,
): void {
  let quickLevel = firstQuick;
  let steadyLevel = firstSteady;
  for (let t = start; t < x.length; t++) {
    quickLevel += quick * (x[t]! - quickLevel);
    steadyLevel += steady * (x[t]! - steadyLevel);
    line[t] = quickLevel - steadyLevel;
  }
}
