import { follows, levelOf, logReturns, noiseOf, type Point } from './series.ts';
import { confidenceOf, surprise } from './statistics.ts';
import type { Verdict } from './values.ts';

/** Prices that went through float32 differ by up to 6e-8 of themselves; the tolerance is that of validation. */
const TOLERANCE = 1e-6;

const PRICES = ['open', 'high', 'low', 'close'] as const;

/** One price of a row that is 100 times, or a hundredth of, what the row has in common. */
export function hundredfoldField(point: Point): Verdict | undefined {
  const level = levelOf(point);
  const off = PRICES.flatMap(name => {
    const times = Math.round(Math.log(point[name] / level) / Math.log(100));
    const rest = Math.abs(Math.log(point[name] / level / 100 ** times));
    return times !== 0 && rest < Math.log(1.5) ? [{ name, factor: 100 ** times }] : [];
  });
  // With two of four the level is the mean of both units, and it cannot be told which is the symbol's.
  const [one, ...others] = off;
  if (one === undefined || others.length > 0) return undefined;
  const after = { ...point, [one.name]: point[one.name] / one.factor };
  const explanation = `the ${one.name} is in another unit than the other prices of the row`;
  return { rule: 'field-hundredfold', confidence: 0.99, point, after, explanation };
}

/**
 * A high or low that does not take in the open and the close. A gap within what the symbol moves in a few days is closed by
 * widening the range, the least that makes the row possible; a wider one says that some other price is wrong.
 */
export function inconsistentRange(point: Point, noise: number): Verdict | undefined {
  const { open, high, low, close } = point;
  const [top, bottom] = [Math.max(open, close, low), Math.min(open, close, high)];
  const gap = Math.max(Math.log(top / high), Math.log(low / bottom));
  if (gap <= TOLERANCE) return undefined;
  const small = gap <= 4 * noise;
  return {
    ...{ rule: 'range-inconsistent', confidence: small ? 0.9 : 1, point },
    after: small ? { ...point, high: Math.max(top, high), low: Math.min(bottom, low) } : undefined,
    explanation: `a price of the row is ${(100 * Math.expm1(gap)).toPrecision(3)} % outside its low to high`,
  };
}

/** A price level that only one row has: far beyond the noise, and taken back by the next row to within a quarter. */
export function spikes(points: readonly Point[]): Verdict[] {
  const returns = logReturns(points.map(levelOf));
  const noise = noiseOf(returns);
  return points.flatMap((point, i): Verdict[] => {
    const [there, back] = [returns[i - 1], returns[i]];
    if (there === undefined || back === undefined || there * back >= 0) return [];
    if (!follows(points, i) || !follows(points, i + 1)) return [];
    const size = Math.min(Math.abs(there), Math.abs(back));
    // Less than a tenth can be news and its denial, however quiet the symbol was before.
    if (size < Math.max(10 * noise, 0.1) || Math.abs(there + back) > size / 4) return [];
    const explanation = `the prices leave by ${(100 * Math.expm1(there)).toFixed(1)} % and return the next session`;
    const confidence = confidenceOf(2 * surprise(size, noise) - surprise(there + back, noise) - 8);
    return [{ rule: 'price-spike', point, after: undefined, confidence, explanation }];
  });
}

const sameAs = (a: Point, b: Point): boolean => PRICES.every(name => a[name] === b[name]);

/** Rows that repeat the one before with its volume. */
export function staleRows(points: readonly Point[]): Verdict[] {
  return points.flatMap((point, i): Verdict[] => {
    const before = points[i - 1];
    if (before === undefined || point.volume === 0 || point.volume !== before.volume || !sameAs(point, before))
      return [];
    const explanation = `every value is that of ${before.session}`;
    return [{ rule: 'row-stale', point, after: undefined, confidence: 0.99, explanation }];
  });
}

/** Above this share of sessions without volume they are the symbol's way: a fund has a value and no trades. */
const RARELY = 0.01;

/** Flat rows without volume of a symbol that trades on nearly every day. */
export function flatRows(points: readonly Point[]): Verdict[] {
  const quiet = points.filter(({ volume }) => volume === 0).length;
  if (points.length < 20 || quiet > Math.max(1, RARELY * points.length)) return [];
  return points.flatMap((point, i): Verdict[] => {
    const { volume, high, low, close } = point;
    if (volume > 0 || high !== low || close !== points[i - 1]?.close) return [];
    const explanation = `no volume and no price but the close before, where ${quiet} of ${points.length} rows have no volume`;
    return [{ rule: 'row-flat', point, after: undefined, confidence: 1 - quiet / points.length, explanation }];
  });
}
