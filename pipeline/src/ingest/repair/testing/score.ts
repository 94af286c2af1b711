import { detect } from '../detect.ts';
import { type Repaired, repaired } from '../repaired.ts';
import type { Finding, RepairInput, RepairRow, RowValues } from '../types.ts';

/** How the rules did on one file. Counts are of rows, a row being its prices, its volume and the events of its session. */
export type Score = {
  readonly rows: number;
  /** Rows in which the file and its twin differ by more than 0.1 % */
  readonly differing: number;
  readonly detected: number;
  /** Of those that differ, the rows that after repair are the twin's to within 0.1 % */
  readonly repaired: number;
  /** Rows in which file and twin agree, and what the rules did to them */
  readonly clean: number;
  readonly touched: number;
  /** The rules that had part in it, with the number of their findings */
  readonly byRule: ReadonlyMap<string, number>;
};

const WITHIN = 1e-3;

const same = (a: number | null | undefined, b: number | null | undefined): boolean => {
  if (a === undefined || b === undefined || a === null || b === null) return (a ?? null) === (b ?? null);
  if (!Number.isFinite(a) || !Number.isFinite(b)) return Object.is(a, b);
  return Math.abs(a - b) <= WITHIN * Math.max(Math.abs(a), Math.abs(b));
};

const FIELDS = ['open', 'high', 'low', 'close', 'volume', 'adjusted'] as const satisfies readonly (keyof RowValues)[];

type View = { readonly row: RepairRow | undefined; readonly dividend: number; readonly split: number };

function viewOf({ rows, events }: Pick<RepairInput, 'rows' | 'events'>): (session: string) => View {
  const bySession = new Map(rows.map(row => [row.session, row]));
  const value = (session: string, kind: string) =>
    events.find(event => event.session === session && event.kind === kind)?.value ?? 0;
  return session => ({
    row: bySession.get(session),
    dividend: value(session, 'dividend'),
    split: value(session, 'split'),
  });
}

const valueAt = (view: View, field: (typeof FIELDS)[number]) => view.row?.[field] ?? null;

/** In what two views of a session differ. */
function differences(a: View, b: View): string[] {
  const fields = FIELDS.filter(field => !same(valueAt(a, field), valueAt(b, field)));
  const events = (['dividend', 'split'] as const).filter(kind => !same(a[kind], b[kind]));
  return [...fields, ...events];
}

/**
 * What the findings say is wrong with a session: the values that they change, or all of it where they quarantine it or only
 * say so. A row with a wrong adjusted close is not detected by a finding on its high.
 */
function accusations(findings: readonly Finding[], result: Repaired): Map<string, Set<string>> {
  const accused = new Map<string, Set<string>>();
  const accuse = (session: string, names: readonly string[]): void => {
    accused.set(session, new Set([...(accused.get(session) ?? []), ...names]));
  };
  for (const { session, before, after } of result.records)
    accuse(session, after === undefined ? FIELDS : FIELDS.filter(field => before[field] !== after[field]));
  for (const { sessions, changes } of findings) {
    for (const session of changes.length === 0 ? sessions : []) accuse(session, [...FIELDS, 'dividend', 'split']);
    for (const change of changes)
      if (change.of === 'event')
        accuse((change.before ?? change.after)?.session ?? '', [(change.before ?? change.after)?.kind ?? '']);
  }
  return accused;
}

/** Runs the rules over a file and compares with its twin; a clean file is its own. */
export function score(input: RepairInput, twin: RepairInput): Score & { readonly findings: readonly Finding[] } {
  const findings = detect(input);
  const result = repaired(input, findings);
  const accused = accusations(findings, result);
  const [before, after, wanted] = [viewOf(input), viewOf(result), viewOf(twin)];
  const sessions = input.rows.map(({ session }) => session);
  const wrong = new Map(sessions.map(session => [session, differences(before(session), wanted(session))]));
  const differing = sessions.filter(session => (wrong.get(session)?.length ?? 0) > 0);
  const clean = sessions.filter(session => wrong.get(session)?.length === 0);
  const byRule = new Map<string, number>();
  for (const { rule } of findings) byRule.set(rule, (byRule.get(rule) ?? 0) + 1);
  return {
    ...{ rows: sessions.length, differing: differing.length, clean: clean.length, byRule, findings },
    detected: differing.filter(session => wrong.get(session)?.some(name => accused.get(session)?.has(name))).length,
    repaired: differing.filter(session => differences(after(session), wanted(session)).length === 0).length,
    touched: clean.filter(session => accused.has(session)).length,
  };
}
