import { adjustment, type DividendDay, type DividendView } from './dividend-days.ts';
import type { RuleId } from './rules.ts';
import { confidenceOf } from './statistics.ts';
import type { Change, Finding } from './types.ts';

/** The record's event with another amount, stated as the input states amounts; without it where the amount is 0. */
export function restated({ event, shares }: DividendDay, amount: number): Change {
  return { of: 'event', before: event, after: amount > 0 ? { ...event, value: amount * shares } : undefined };
}

/** The change that makes the adjusted closes before a day take account of an amount, whatever they do now. */
export function readjusted(view: DividendView, { at, closeBefore }: DividendDay, amount: number): Change[] {
  const step = view.step(at);
  const session = view.points[at]?.session;
  if (step === undefined || session === undefined) return [];
  return [{ of: 'adjusted', session, factor: adjustment(amount, closeBefore) / step }];
}

/** A finding on one dividend; `log` is the log odds for it. */
export const dividendFinding = (
  rule: RuleId,
  { event }: DividendDay,
  changes: readonly Change[],
  log: number,
  explanation: string,
): Finding => ({
  ...{ rule, action: changes.length > 0 ? 'repaired' : 'noted', sessions: [event.session], changes },
  ...{ confidence: confidenceOf(log), explanation },
});
