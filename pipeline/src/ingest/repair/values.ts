import type { Point } from './series.ts';
import { toPoint, toValues, valuesOf } from './series.ts';
import type { Finding, RepairInput, RepairRow } from './types.ts';

type Sound = { readonly points: readonly Point[]; readonly findings: readonly Finding[] };

/** A session that goes on is no error: its row is left to validation. */
const isDone = ({ running }: RepairRow): boolean => running !== true;

/** Quarantines rows without values and second rows of a session; the others come back oldest first. */
export function soundPoints(input: RepairInput): Sound {
  const findings: Finding[] = [];
  const points = new Map<string, Point>();
  input.rows.forEach((row, index) => {
    if (!isDone(row)) return;
    const { session } = row;
    const quarantine = (rule: 'value-missing' | 'session-duplicated', explanation: string): void => {
      const change = { of: 'row', row: index, session, before: valuesOf(row), after: undefined } as const;
      findings.push({
        rule,
        action: 'quarantined',
        sessions: [session],
        changes: [change],
        confidence: 1,
        explanation,
      });
    };
    const point = toPoint(input, row, index);
    if (point === undefined) quarantine('value-missing', 'a price is no positive number, or the volume is none');
    else if (points.has(session)) quarantine('session-duplicated', 'an earlier row has the same session');
    else points.set(session, point);
  });
  return { points: [...points.values()].sort((a, b) => (a.session < b.session ? -1 : 1)), findings };
}

/** One finding per run of sessions that the exchange held and no row has. */
export function missingSessions(input: RepairInput): Finding[] {
  const present = new Set(input.rows.map(({ session }) => session));
  const runs: string[][] = [];
  let inRun = false;
  for (const session of input.expected ?? []) {
    const missing = !present.has(session);
    if (missing && inRun) runs.at(-1)?.push(session);
    else if (missing) runs.push([session]);
    inRun = missing;
  }
  return runs.map(sessions => ({
    ...{ rule: 'session-missing', action: 'noted', sessions, changes: [], confidence: 1 },
    explanation: `${sessions.length} session(s) of the exchange's calendar have no row`,
  }));
}

/** What a rule that changes rows one by one says of them. */
export type Verdict = Pick<Finding, 'rule' | 'confidence' | 'explanation'> & {
  readonly point: Point;
  /** Undefined: quarantined */
  readonly after: Point | undefined;
};

/** One finding over all the rows of a verdict's run. */
export function findingOf(input: RepairInput, verdicts: readonly [Verdict, ...Verdict[]]): Finding {
  const [{ rule, confidence, explanation, after }] = verdicts;
  const changes = verdicts.map(({ point, after }) => {
    const row = input.rows[point.row];
    const before = row === undefined ? toValues(point) : valuesOf(row);
    const values = after === undefined ? undefined : { ...before, ...toValues(after) };
    return { of: 'row', row: point.row, session: point.session, before, after: values } as const;
  });
  const sessions = verdicts.map(({ point }) => point.session);
  const action = after === undefined ? 'quarantined' : 'repaired';
  return { rule, action, sessions, changes, confidence, explanation };
}
