import { dividendView } from './dividend-days.ts';
import { dividends, glitches } from './dividends.ts';
import { flatRows, hundredfoldField, inconsistentRange, spikes, staleRows } from './rows.ts';
import { blocks } from './scale.ts';
import { isDaily, logReturns, noiseOf, type Point } from './series.ts';
import type { Finding, RepairInput } from './types.ts';
import { findingOf, missingSessions, soundPoints, type Verdict } from './values.ts';

type Step = (points: readonly Point[]) => readonly (readonly [Verdict, ...Verdict[]])[];

const each =
  (rule: (points: readonly Point[]) => readonly Verdict[]): Step =>
  points =>
    rule(points).map(verdict => [verdict] as const);

/** The rules on rows. Each sees the rows as those before it left them, and leaves alone a row that one of them changed. */
const steps = (input: RepairInput): readonly Step[] => [
  each(points => points.flatMap(point => hundredfoldField(point) ?? [])),
  points => blocks(input, points),
  each(points => {
    const noise = noiseOf(logReturns(points.map(({ close }) => close)));
    return points.flatMap(point => inconsistentRange(point, noise) ?? []);
  }),
  each(spikes),
  each(staleRows),
  each(flatRows),
];

/**
 * Everything in a symbol's rows and events that contradicts itself or how markets behave, with what would put it right.
 * Nothing is changed: `repaired` does that. A pure function; O(n) in rows times the square of the distinct split ratios.
 */
export function detect(input: RepairInput): Finding[] {
  const { points, findings } = soundPoints(input);
  const found: Finding[] = [...findings, ...missingSessions(input)];
  const changed = new Set<number>();
  const take = (at: readonly Point[], runs: ReturnType<Step>): readonly Point[] => {
    const after = new Map<Point, Point | undefined>();
    for (const run of runs) {
      const [first, ...others] = run.filter(({ point }) => !changed.has(point.row));
      if (first === undefined) continue;
      found.push(findingOf(input, [first, ...others]));
      for (const { point, after: to } of [first, ...others]) {
        changed.add(point.row);
        after.set(point, to);
      }
    }
    return at.flatMap(point => (after.has(point) ? (after.get(point) ?? []) : point));
  };
  const clean = steps(input).reduce((at, step) => take(at, step(at)), points);
  if (!isDaily(clean)) return found;
  const whole = take(clean, each(at => glitches(dividendView(input, at)))(clean));
  return [...found, ...dividends(dividendView(input, whole))];
}
