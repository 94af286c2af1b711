import type { PriceEvent } from '../provider-port.ts';
import { valuesOf } from './series.ts';
import type { Change, Finding, RepairInput, RepairRow, RowValues } from './types.ts';

/** What became of one row, and through which findings. */
export type RowRecord = {
  readonly row: number;
  readonly session: string;
  readonly before: RowValues;
  /** Undefined: quarantined */
  readonly after: RowValues | undefined;
  /** Places in the list of findings */
  readonly through: readonly number[];
};

export type Repaired = {
  /** In the order of the input, without those quarantined */
  readonly rows: readonly RepairRow[];
  /** Oldest first */
  readonly events: readonly PriceEvent[];
  /** Every row that differs from the input */
  readonly records: readonly RowRecord[];
};

const keyOf = ({ session, kind }: PriceEvent): string => `${session} ${kind}`;

function repairedEvents(events: readonly PriceEvent[], changes: readonly Change[]): PriceEvent[] {
  const byKey = new Map(events.map(event => [keyOf(event), event]));
  const ofEvents = changes.flatMap(change => (change.of === 'event' ? [change] : []));
  for (const { before } of ofEvents) if (before !== undefined) byKey.delete(keyOf(before));
  for (const { after } of ofEvents) if (after !== undefined) byKey.set(keyOf(after), after);
  return [...byKey.values()].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

type Own = { readonly after: RowValues | undefined; readonly through: number };

function repairRow(row: RepairRow, index: number, own: Own | undefined, factors: readonly (Factor & { i: number })[]) {
  const before = valuesOf(row);
  const values = own === undefined ? before : own.after;
  const later = factors.filter(({ session }) => row.session < session);
  const adjusted = values?.adjusted ?? undefined;
  const factor = later.reduce((product, change) => product * change.factor, 1);
  const touched = later.length > 0 && adjusted !== undefined;
  const after = touched && values !== undefined ? { ...values, adjusted: adjusted * factor } : values;
  const through = [...(own === undefined ? [] : [own.through]), ...(touched ? later.map(({ i }) => i) : [])];
  return { row: index, session: row.session, before, after, through };
}

type Factor = Extract<Change, { of: 'adjusted' }>;

/**
 * The input with the changes of the findings made. The input itself stays as it is, so that leaving a finding out of the list
 * undoes it, whatever the others do: a row is changed by one finding at most, and factors commute.
 */
export function repaired(input: RepairInput, findings: readonly Finding[]): Repaired {
  const changes = findings.flatMap(({ changes }, i) => changes.map(change => ({ ...change, i })));
  const own = new Map<number, Own>();
  for (const change of changes)
    if (change.of === 'row') own.set(change.row, { after: change.after, through: change.i });
  const factors = changes.flatMap(change => (change.of === 'adjusted' ? [change] : []));
  const all = input.rows.map((row, i) => repairRow(row, i, own.get(i), factors));
  const rows = input.rows.flatMap((row, i) => {
    const record = all[i];
    if (record === undefined || record.through.length === 0) return [row];
    return record.after === undefined ? [] : [{ ...row, ...record.after }];
  });
  return { rows, events: repairedEvents(input.events, changes), records: all.filter(r => r.through.length > 0) };
}
