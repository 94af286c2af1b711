import type { PriceEvent } from '../provider-port.ts';
import { median, robustScale } from './statistics.ts';
import type { RepairInput, RepairRow, RowValues } from './types.ts';

/** A row whose values are all sound, in the shares of the newest row. */
export type Point = {
  /** Its place in the input's rows */
  readonly row: number;
  readonly session: string;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
  readonly adjusted: number | undefined;
  /** Shares of the newest row per share of this one's day, where the input's prices are as of their day; 1 otherwise */
  readonly shares: number;
};

type Split = PriceEvent & { readonly kind: 'split' };

export const splitsOf = (events: readonly PriceEvent[]): Split[] =>
  events.filter((event): event is Split => event.kind === 'split' && event.value > 0 && event.value !== 1);

/** New shares after all splits that come after a session, per share then. */
export function sharesAfter({ basis, events }: Pick<RepairInput, 'basis' | 'events'>, session: string): number {
  if (basis === 'split') return 1;
  return splitsOf(events).reduce((shares, split) => (split.session > session ? shares * split.value : shares), 1);
}

const isPrice = (value: number | null | undefined): value is number =>
  value !== null && value !== undefined && Number.isFinite(value) && value > 0;

/** The row in the shares of the newest one, or undefined where a value is missing or is none. */
export function toPoint(
  input: Pick<RepairInput, 'basis' | 'events'>,
  row: RepairRow,
  index: number,
): Point | undefined {
  const { session, open, high, low, close, volume, adjusted } = row;
  if (!isPrice(open) || !isPrice(high) || !isPrice(low) || !isPrice(close)) return undefined;
  if (volume === null || !Number.isFinite(volume) || volume < 0) return undefined;
  const shares = sharesAfter(input, session);
  const inShares = { open: open / shares, high: high / shares, low: low / shares, close: close / shares };
  return {
    ...{ row: index, session, shares, ...inShares },
    volume: volume * shares,
    adjusted: isPrice(adjusted) ? adjusted : undefined,
  };
}

/** The values of a point as the input states them. */
export function toValues({ open, high, low, close, volume, adjusted, shares }: Point): RowValues {
  const prices = { open: open * shares, high: high * shares, low: low * shares, close: close * shares };
  return { ...prices, volume: volume / shares, ...(adjusted === undefined ? {} : { adjusted }) };
}

/** The values of a row as they stand in the input. */
export function valuesOf({ open, high, low, close, volume, adjusted }: RepairRow): RowValues {
  return { open, high, low, close, volume, ...(adjusted === undefined ? {} : { adjusted }) };
}

/** What the row's prices have in common: one wrong price of four does not move it far. */
export const levelOf = ({ open, high, low, close }: Point): number => median([open, high, low, close]);

/** Change of the log from each value to the next. */
export const logReturns = (values: readonly number[]): number[] =>
  values.slice(1).map((value, i) => Math.log(value / (values[i] ?? value)));

/**
 * The scale below which a return tells nothing: at least a twentieth of a per cent, and while there are fewer than 20
 * returns at least 2 %, about what a share moves in a day, since the scale of so few is itself hardly known.
 */
export function noiseOf(returns: readonly number[]): number {
  const scale = robustScale(returns);
  return Math.max(Number.isFinite(scale) ? scale : 0, returns.length < 20 ? 0.02 : 0.0005);
}

const DAY_MS = 86_400_000;

const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / DAY_MS;

/** Longer than any exchange's holidays: what happened between two rows that far apart, splits included, they do not tell. */
const HOLE_DAYS = 14;

/** True where a row follows the one before without a hole. */
export function follows(points: readonly Point[], at: number): boolean {
  const [before, now] = [points[at - 1], points[at]];
  return before !== undefined && now !== undefined && daysBetween(before.session, now.session) <= HOLE_DAYS;
}

/** True for two days of one week. */
export const withinWeek = (a: string, b: string): boolean => Math.abs(daysBetween(a, b)) < 7;

/** True for a row per day; weekly and monthly rows state dividends of days that are not theirs. */
export function isDaily(points: readonly Point[]): boolean {
  const days = points.slice(1).map(({ session }, i) => daysBetween(points[i]?.session ?? session, session));
  return points.length < 3 || median(days) < 5;
}
