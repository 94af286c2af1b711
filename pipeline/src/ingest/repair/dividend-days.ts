import type { PriceEvent } from '../provider-port.ts';
import { follows, logReturns, noiseOf, type Point, sharesAfter, splitsOf } from './series.ts';
import { median, surprise } from './statistics.ts';
import type { RepairInput } from './types.ts';

/** A dividend on record, with what the prices say of it. Amounts are per share of the newest row. */
export type DividendDay = {
  readonly event: PriceEvent;
  /** The first row without it */
  readonly at: number;
  readonly amount: number;
  /** The close of the row before */
  readonly closeBefore: number;
  /** The amount that the adjusted closes take account of, where there are any */
  readonly implied: number | undefined;
  /** What the implied amount may be off by, from rounding */
  readonly tolerance: number;
  /** Ratio of a split of the same session, or 1 */
  readonly split: number;
  /** Shares of the newest row per share of the event's day */
  readonly shares: number;
};

export type DividendView = {
  readonly points: readonly Point[];
  readonly days: readonly DividendDay[];
  /** Of a day's return */
  readonly noise: number;
  /** By how much adjusted close / close moves from row to row by rounding alone, relative */
  readonly rounding: number;
  /** (adjusted / close) of the row before, relative to this row's; undefined without adjusted closes */
  step(at: number): number | undefined;
};

/**
 * How unusual an amount is for a dividend, as minus a log density. An assumption, not a measurement: payments lie around 1 % of
 * the price, one in eight below a quarter of that and as many above four times. The tails are of a Laplace, since companies
 * that pay a cent for form's sake, or a third of what they own, do exist.
 */
export const unusual = ({ closeBefore }: DividendDay, amount: number): number =>
  Math.abs(Math.log(Math.max(amount / closeBefore, 1e-9) / 0.01));

/** How unlikely the return of a row is if the holder was also paid an amount. */
export function surpriseAt(view: DividendView, at: number, amount: number): number {
  const [before, now] = [view.points[at - 1], view.points[at]];
  if (before === undefined || now === undefined) return 0;
  return surprise(Math.log((now.close + amount) / before.close), view.noise);
}

/** What a close times this is, is the adjusted close before the dividend. */
export const adjustment = (amount: number, closeBefore: number): number => 1 - amount / closeBefore;

function stepsOf(points: readonly Point[]): (number | undefined)[] {
  const ratio = (point: Point | undefined) =>
    point?.adjusted === undefined ? undefined : point.adjusted / point.close;
  return points.map((point, i) => {
    const [before, now] = [ratio(points[i - 1]), ratio(point)];
    return before === undefined || now === undefined ? undefined : before / now;
  });
}

/** Most sessions have no dividend, so that most steps are rounding; six times the median size leaves it behind. */
function roundingOf(steps: readonly (number | undefined)[]): number {
  const sizes = steps.flatMap(step => (step === undefined ? [] : [Math.abs(Math.log(step))]));
  return Math.max(6 * (sizes.length > 0 ? median(sizes) : 0), 1e-6);
}

/**
 * The row from which the adjusted close takes account of an amount: the first of the event, or the next where only that one
 * shows the amount, as with events stamped in another time zone than the rows.
 */
function appliedAt(points: readonly Point[], steps: readonly (number | undefined)[], first: number, amount: number) {
  const shows = (at: number): boolean => {
    const [step, before] = [steps[at], points[at - 1]];
    return step !== undefined && before !== undefined && Math.abs(before.close * (1 - step) - amount) <= 0.02 * amount;
  };
  return !shows(first) && shows(first + 1) ? first + 1 : first;
}

/** Brings the dividends on record together with the rows that first trade without them. */
export function dividendView(input: RepairInput, points: readonly Point[]): DividendView {
  const steps = stepsOf(points);
  const rounding = roundingOf(steps);
  const splits = splitsOf(input.events);
  const days = input.events.flatMap((event): DividendDay[] => {
    if (event.kind !== 'dividend' || !(event.value > 0)) return [];
    const first = points.findIndex(({ session }) => session >= event.session);
    const at = appliedAt(points, steps, first, event.value / sharesAfter(input, event.session));
    const closeBefore = points[at - 1]?.close;
    if (closeBefore === undefined || !follows(points, at)) return [];
    const shares = sharesAfter(input, event.session);
    const amount = event.value / shares;
    const step = steps[at];
    const implied = step === undefined ? undefined : closeBefore * (1 - step);
    const split = splits.find(({ session }) => session === event.session)?.value ?? 1;
    const tolerance = Math.max(0.02 * amount, rounding * closeBefore);
    return [{ event, at, amount, closeBefore, implied, tolerance, split, shares }];
  });
  const noise = noiseOf(logReturns(points.map(({ close }) => close)));
  return { points, days, noise, rounding, step: at => steps[at] };
}
