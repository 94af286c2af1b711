import { implausibleDividends } from './dividend-amounts.ts';
import { dividendFinding, readjusted, restated } from './dividend-changes.ts';
import { type DividendDay, type DividendView, surpriseAt, unusual } from './dividend-days.ts';
import { follows } from './series.ts';
import { median } from './statistics.ts';
import type { Finding } from './types.ts';
import type { Verdict } from './values.ts';

/**
 * Log odds for the amount on record against that of the adjusted close: events are what companies announce, adjusted closes
 * are computed from them. Odds of 20 to 1.
 */
const RECORD_PRIOR = 3;

type Class = 'ignored' | 'hundredth' | 'hundredfold' | 'unsplit' | 'other';

const near = (a: number, b: number, { tolerance }: DividendDay): boolean =>
  Math.abs(a - b) <= Math.max(0.02 * Math.abs(b), Math.min(tolerance, Math.abs(b) / 4));

/** How the adjusted close differs from the record, where it does. */
function classify(day: DividendDay): Class | undefined {
  const { implied, amount, tolerance, split } = day;
  if (implied === undefined || Math.abs(implied - amount) <= tolerance) return undefined;
  if (split !== 1 && near(implied, amount / split, day)) return 'unsplit';
  if (near(implied, amount / 100, day)) return 'hundredth';
  if (near(implied, amount * 100, day)) return 'hundredfold';
  return Math.abs(implied) <= tolerance ? 'ignored' : 'other';
}

const CORRECTED: Readonly<Record<Class, (day: DividendDay) => number>> = {
  ignored: () => 0,
  hundredth: ({ amount }) => amount / 100,
  hundredfold: ({ amount }) => amount * 100,
  unsplit: ({ amount, split }) => amount / split,
  other: ({ implied }) => implied ?? 0,
};

const isUnit = (kind: Class): boolean => kind === 'hundredth' || kind === 'hundredfold';

/**
 * Where record and adjusted close differ one of them is wrong. All days on which they differ in the same way are judged
 * together by how the price went, since one cause made them differ.
 */
function disagreements(view: DividendView): Finding[] {
  const groups = Map.groupBy(view.days, classify);
  return [...groups].flatMap(([kind, days]) => {
    if (kind === undefined) return [];
    const usual = median(days.map(day => unusual(day, day.amount) - unusual(day, CORRECTED[kind](day))));
    const evidence = days.reduce(
      (sum, day) => sum + surpriseAt(view, day.at, day.amount) - surpriseAt(view, day.at, CORRECTED[kind](day)),
      (isUnit(kind) ? usual : 0) - (kind === 'unsplit' ? 0 : RECORD_PRIOR),
    );
    return days.map(day =>
      evidence <= 0 ? trustRecord(view, day, kind, -evidence) : trustAdjusted(day, kind, evidence),
    );
  });
}

function trustRecord(view: DividendView, day: DividendDay, kind: Class, log: number): Finding {
  const rule = kind === 'ignored' ? 'dividend-ignored' : 'dividend-misapplied';
  const why = `the dividend is ${day.event.value}, the adjusted close is that of ${((day.implied ?? 0) * day.shares).toPrecision(6)}`;
  return dividendFinding(rule, day, readjusted(view, day, day.amount), log, why);
}

function trustAdjusted(day: DividendDay, kind: Class, log: number): Finding {
  if (kind === 'ignored')
    return dividendFinding('dividend-unconfirmed', day, [], log, 'no price took account of the dividend');
  const rule = { unsplit: 'dividend-unsplit', other: 'dividend-misapplied' } as const;
  const why = `price and adjusted close went as for a dividend of ${(CORRECTED[kind](day) * day.shares).toPrecision(6)}`;
  const known = kind === 'unsplit' || kind === 'other' ? rule[kind] : 'dividend-hundredfold';
  return dividendFinding(known, day, [restated(day, CORRECTED[kind](day))], log, why);
}

/** A step that the next row takes back: no dividend does that. */
const isGlitch = (step: number, next: number | undefined, rounding: number): boolean =>
  next !== undefined && Math.abs(Math.log(step * next)) <= Math.max(rounding, 0.1 * Math.abs(Math.log(step)));

/** Rows whose adjustment only they have. */
export function glitches(view: DividendView): Verdict[] {
  return view.points.flatMap((point, at): Verdict[] => {
    const [step, next, before] = [view.step(at), view.step(at + 1), view.points[at - 1]];
    if (step === undefined || before?.adjusted === undefined) return [];
    if (Math.abs(Math.log(step)) < Math.max(view.rounding, 1e-4) || !isGlitch(step, next, view.rounding)) return [];
    const after = { ...point, adjusted: (point.close * before.adjusted) / before.close };
    const explanation = `adjusted / close differs by ${(100 * (1 / step - 1)).toPrecision(3)} % from both neighbours`;
    return [{ rule: 'adjusted-glitch', point, after, confidence: 0.9, explanation }];
  });
}

/** Steps of the adjusted close without a dividend, in a series that has dividends on record. */
function undeclared(view: DividendView): Finding[] {
  const { points, days, rounding } = view;
  if (days.length === 0) return [];
  const known = new Set(days.map(({ at }) => at));
  return points.flatMap((point, at): Finding[] => {
    const step = view.step(at);
    const before = points[at - 1];
    if (step === undefined || before === undefined || known.has(at) || !follows(points, at)) return [];
    // Below a ten-thousandth nothing tells a dividend from rounding to the cent.
    if (1 - step < Math.max(rounding, 1e-4) || isGlitch(step, view.step(at + 1), rounding)) return [];
    const value = before.close * (1 - step) * point.shares;
    const event = { session: point.session, kind: 'dividend', value } as const;
    const why = `the adjusted close takes account of ${value.toPrecision(6)}, and no dividend is on record`;
    const changes = [{ of: 'event', before: undefined, after: event } as const];
    return [
      {
        rule: 'dividend-missing',
        action: 'repaired',
        sessions: [point.session],
        changes,
        confidence: 0.7,
        explanation: why,
      },
    ];
  });
}

/** Everything that is wrong with dividends and with the adjusted closes made from them. */
export function dividends(view: DividendView): Finding[] {
  const settled = new Set(view.days.filter(day => classify(day) !== undefined));
  const rest = view.days.filter(day => !settled.has(day));
  return [...disagreements(view), ...undeclared(view), ...implausibleDividends(view, rest)];
}
