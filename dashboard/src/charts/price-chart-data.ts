import type { Bar, Forecast } from '../api/types.ts';

export type ValuePoint = { readonly time: string; readonly value: number };
type BandPoint = { readonly time: string; readonly lower: number; readonly upper: number };

export type PriceChartData = {
  readonly closes: readonly ValuePoint[];
  readonly means: readonly ValuePoint[];
  readonly band: readonly BandPoint[];
};

/**
 * Actual closes with each forecast at the session that it was made for, oldest first, all in the price basis of the bars.
 * A forecast without a target session has no place on the axis and is left out.
 */
export function priceChartData(bars: readonly Bar[], forecasts: readonly Forecast[]): PriceChartData {
  const closeOf = new Map(bars.map(bar => [bar.session, bar.close]));
  const byTarget = new Map<string, { mean: number; lower: number; upper: number }>();
  for (const { session, target_session, previous_close, mean, lower, upper } of forecasts) {
    if (target_session === null) continue;
    const ratio = basis(closeOf.get(session), previous_close);
    byTarget.set(target_session, { mean: mean * ratio, lower: lower * ratio, upper: upper * ratio });
  }
  const points = [...byTarget].sort(([a], [b]) => (a < b ? -1 : 1));
  const first = points[0]?.[0];
  return {
    closes: bars
      .filter(({ session }) => first === undefined || session >= first)
      .map(({ session, close }) => ({ time: session, value: close })),
    means: points.map(([time, { mean }]) => ({ time, value: mean })),
    band: points.map(([time, { lower, upper }]) => ({ time, lower, upper })),
  };
}

/** Splits since then, as the ratio of today's price of that close to the price of the day; a small revision is no split. */
function basis(now: number | undefined, then: number): number {
  if (now === undefined || !(then > 0)) return 1;
  const ratio = now / then;
  return Math.abs(ratio - 1) < 0.02 ? 1 : ratio;
}

/** The newest `count` settled forecasts, newest first. */
export const lastSettled = (
  forecasts: readonly Forecast[],
  count: number,
): (Forecast & { actual: number; error: number })[] =>
  forecasts
    .filter((row): row is Forecast & { actual: number; error: number } => row.actual !== null && row.error !== null)
    .sort((a, b) => (a.session < b.session ? 1 : -1))
    .slice(0, count);
