import { dividendFinding, readjusted, restated } from './dividend-changes.ts';
import { adjustment, type DividendDay, type DividendView, surpriseAt, unusual } from './dividend-days.ts';
import { withinWeek } from './series.ts';
import { median } from './statistics.ts';
import type { Change, Finding } from './types.ts';

/** Where record and adjusted close agree, both came from one place and the price alone can say that it is wrong. */

/** A payment below a thousandth of the price hardly pays for its posting: it is worth asking whether it is in another unit. */
const TINY = 1e-3;
/** A payment above a twentieth of the price is rare, and shows in the price of its day. */
const LARGE = 0.05;
/** No company that goes on pays a fifth of its price again and again. */
const IMPLAUSIBLE = 0.2;

/** Log odds against a symbol's dividends being on record in another unit, before one looks at them (50 to 1). */
const UNIT_PRIOR = 4;
/** However unusual the amounts are, the prices alone must speak for another unit (7 to 1). */
const SHOWN = 2;
/** Log odds against a large dividend being wrong, in amount or in date (20 to 1). */
const LARGE_PRIOR = 3;

type Reading = { readonly log: number; readonly made: () => Finding };

const share = ({ amount, closeBefore }: DividendDay): number => amount / closeBefore;

const text = (day: DividendDay, amount: number): string => (amount * day.shares).toPrecision(6);

/** Tiny dividends are one symbol's habit or one cause's error, so that all of them are judged together. */
function tinyDividends(view: DividendView, days: readonly DividendDay[]): Finding[] {
  const tiny = days.filter(day => share(day) < TINY && 100 * share(day) < IMPLAUSIBLE);
  const usual = median(tiny.map(day => unusual(day, day.amount) - unusual(day, 100 * day.amount)));
  const shown = tiny.reduce(
    (sum, day) => sum + surpriseAt(view, day.at, day.amount) - surpriseAt(view, day.at, 100 * day.amount),
    0,
  );
  const evidence = usual + shown - UNIT_PRIOR;
  if (tiny.length === 0 || shown < SHOWN || evidence <= 1) return [];
  return tiny.map(day => {
    const changes = [restated(day, 100 * day.amount), ...readjusted(view, day, 100 * day.amount)];
    const why = `over ${tiny.length} payments the price fell as for 100 times as much: ${text(day, 100 * day.amount)}`;
    return dividendFinding('dividend-hundredfold', day, changes, evidence, why);
  });
}

/** How unlikely the returns of a day and of those beside it are with an amount paid on one of them. */
function around(view: DividendView, { at }: DividendDay, amount: number, paidAt: number): number {
  return [at - 1, at, at + 1].reduce((sum, i) => sum + surpriseAt(view, i, i === paidAt ? amount : 0), 0);
}

/** The same dividend on the row beside: removed here, paid there. */
function moved(view: DividendView, day: DividendDay, to: number): Change[] {
  const [point, before] = [view.points[to], view.points[to - 1]];
  if (point === undefined || before === undefined) return [];
  const step = view.step(to);
  const { session } = point;
  const there = { of: 'event', before: undefined, after: { ...day.event, session } } as const;
  const factor = adjustment(day.amount, before.close) / (step ?? 1);
  const adjusted = step === undefined ? [] : [{ of: 'adjusted', session, factor } as const];
  return [restated(day, 0), there, ...readjusted(view, day, 0), ...adjusted];
}

function readings(view: DividendView, day: DividendDay): Reading[] {
  const { at, amount } = day;
  const asIs = around(view, day, amount, at);
  const hundredth = {
    log: asIs - around(view, day, amount / 100, at) - LARGE_PRIOR,
    made: () => {
      const changes = [restated(day, amount / 100), ...readjusted(view, day, amount / 100)];
      const why = `the price did not fall as for ${text(day, amount)}, rather as for a hundredth of it`;
      return dividendFinding('dividend-hundredfold', day, changes, hundredth.log, why);
    },
  };
  const paid = new Set(view.days.map(other => other.at));
  const beside = [at - 1, at + 1].filter(to => to > 0 && to < view.points.length && !paid.has(to));
  const dates = beside.map(to => {
    const log = asIs - around(view, day, amount, to) - LARGE_PRIOR;
    const why = `the price fell by the dividend on ${view.points[to]?.session}, not on ${day.event.session}`;
    return { log, made: () => dividendFinding('dividend-misdated', day, moved(view, day, to), log, why) };
  });
  return [hundredth, ...dates];
}

/** A large dividend that did not show in the price is in another unit or of another day, whichever is the likelier. */
function largeDividends(view: DividendView, days: readonly DividendDay[]): Finding[] {
  return days.flatMap(day => {
    if (share(day) < LARGE) return [];
    const best = readings(view, day).reduce((a, b) => (b.log > a.log ? b : a));
    return best.log > 0 ? [best.made()] : [];
  });
}

/** Two payments of one amount within a week: nobody pays twice a week, so that the one the price shows less goes. */
function duplicates(view: DividendView, days: readonly DividendDay[]): { day: DividendDay; log: number }[] {
  return days.flatMap((day, i) => {
    const next = days[i + 1];
    if (next === undefined || next.at === day.at || !withinWeek(day.event.session, next.event.session)) return [];
    if (Math.abs(next.amount / day.amount - 1) > 1e-3) return [];
    const shown = (one: DividendDay) => surpriseAt(view, one.at, 0) - surpriseAt(view, one.at, one.amount);
    const difference = shown(next) - shown(day);
    return [{ day: difference >= 0 ? day : next, log: Math.abs(difference) }];
  });
}

/** Dividends that record and adjusted close agree on and the prices contradict. */
export function implausibleDividends(view: DividendView, agreed: readonly DividendDay[]): Finding[] {
  const twice = duplicates(view, view.days);
  const gone = new Set(twice.map(({ day }) => day));
  const rest = agreed.filter(day => !gone.has(day));
  const removed = twice.map(({ day, log }) => {
    const changes = [restated(day, 0), ...readjusted(view, day, 0)];
    const why = 'the same amount is on record within a week, and the price fell for that one';
    return dividendFinding('dividend-duplicated', day, changes, log, why);
  });
  return [...removed, ...tinyDividends(view, rest), ...largeDividends(view, rest)];
}
