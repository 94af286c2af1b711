import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detect } from './detect.ts';
import { repaired } from './repaired.ts';
import { RULES } from './rules.ts';
import { madeHistory, scaled, withRow } from './testing/made.ts';
import type { Finding, RepairInput } from './types.ts';

const history = madeHistory({ seed: 7, n: 400, dividend: { every: 60, share: 0.012 } });
const rulesOf = (input: RepairInput): string[] => [...new Set(detect(input).map(({ rule }) => rule))].sort();
const closes = ({ rows }: Pick<RepairInput, 'rows'>) => rows.map(({ close }) => close ?? Number.NaN);

function expectSame(
  actual: readonly (number | null | undefined)[],
  wanted: readonly (number | null | undefined)[],
): void {
  expect(actual).toHaveLength(wanted.length);
  actual.forEach((value, i) => {
    expect(Math.abs((value ?? 0) / (wanted[i] ?? 0) - 1)).toBeLessThan(1e-6);
  });
}

const split = (session: string, value: number) => ({ session, kind: 'split', value }) as const;
const sessionAt = (at: number, input = history): string => input.rows[at]?.session ?? '';
const dividendAt = (i: number) => history.events[i] ?? { session: '', kind: 'dividend' as const, value: 0 };

describe('rows', () => {
  it('finds nothing in a sound history', () => {
    expect(detect(history)).toEqual([]);
  });

  it.each([
    ['a day of pence', 200, 201, 100],
    ['three weeks of pence', 200, 215, 100],
    ['pounds in a history of pence', 100, 140, 0.01],
    ['a history that changes to pounds', 0, 380, 100],
  ])('puts right %s', (_, from, to, factor) => {
    const input = scaled(history, from, to, factor);
    const findings = detect(input);
    expect(findings.map(({ rule }) => rule)).toEqual(['block-hundredfold']);
    expectSame(closes(repaired(input, findings)), closes(history));
  });

  it('quarantines the newest rows where all history differs from them, rather than the history', () => {
    const input = scaled(history, 398, 400, 100);
    const findings = detect(input);
    expect(findings.map(({ rule, action }) => [rule, action])).toEqual([['block-hundredfold', 'quarantined']]);
    expectSame(closes(repaired(input, findings)), closes(history).slice(0, 398));
  });

  it.each([
    ['missed before its day', 0, 250, 4, 0.25],
    ['applied twice before its day', 0, 250, 0.25, 4],
    ['missed on some days', 230, 240, 4, 0.25],
    ['of ten into one missed on its day', 249, 250, 0.1, 10],
  ])('puts right a split %s', (_, from, to, price, volume) => {
    const ratio = price === 0.1 ? 0.1 : 4;
    const input = {
      ...scaled(history, from, to, price, volume),
      events: [...history.events, split(sessionAt(250), ratio)],
    };
    const findings = detect(input);
    expect(findings.map(({ rule }) => rule)).toEqual(['block-split']);
    const { rows } = repaired(input, findings);
    expectSame(closes({ rows }), closes(history));
    expectSame(
      rows.map(({ volume }) => volume),
      history.rows.map(({ volume }) => volume),
    );
  });

  it('states repairs of raw prices in the shares of their day', () => {
    const events = [split(sessionAt(250), 4)];
    const raw: RepairInput = { ...scaled({ ...history, events }, 0, 250, 4, 0.25), basis: 'raw' };
    const withoutAdjusted = { ...raw, rows: raw.rows.map(({ adjusted, ...row }) => row) };
    expect(detect(withoutAdjusted)).toEqual([]);
    const input = scaled(withoutAdjusted, 100, 110, 100);
    expectSame(closes(repaired(input, detect(input))), closes(withoutAdjusted));
  });

  const middle = history.rows[200];
  it.each([
    ['value-missing', { close: Number.NEGATIVE_INFINITY }],
    ['value-missing', { open: Number.NaN }],
    ['value-missing', { low: 0 }],
    ['value-missing', { high: null }],
    ['value-missing', { volume: -1 }],
    ['field-hundredfold', { high: (middle?.high ?? 0) * 100 }],
    ['field-hundredfold', { open: (middle?.open ?? 0) / 100 }],
    ['range-inconsistent', { high: (middle?.low ?? 0) * 1.0001 }],
    ['row-flat', { ...flat(history.rows[199]?.close ?? null), volume: 0 }],
    ['row-stale', { ...history.rows[199], session: sessionAt(200) }],
  ] as const)('reports %s of %o', (rule, values) => {
    const { adjusted, ...rest } = { adjusted: undefined, ...values };
    expect(rulesOf(withoutAdjusted(withRow(history, 200, rest)))).toEqual([rule]);
  });

  it('quarantines a price that only one row has', () => {
    const input = scaled(history, 200, 201, 1.6);
    expect(detect(input).map(({ rule, sessions, action }) => [rule, sessions, action])).toEqual([
      ['price-spike', [sessionAt(200)], 'quarantined'],
    ]);
  });

  it('leaves a fall that lasts, and a row that may yet change', () => {
    expect(detect(scaled(withoutAdjusted(history), 0, 200, 1.6))).toEqual([]);
    expect(detect(withRow(history, 399, { close: null, running: true }))).toEqual([]);
  });

  it('keeps the first of two rows of a session', () => {
    const second = history.rows[200];
    const input = { ...history, rows: [...history.rows, ...(second === undefined ? [] : [{ ...second, close: 1 }])] };
    expect(rulesOf(input)).toEqual(['session-duplicated']);
    expectSame(closes(repaired(input, detect(input))), closes(history));
  });

  it('reports runs of missing sessions', () => {
    const expected = history.rows.map(({ session }) => session);
    const rows = history.rows.filter((_, i) => i !== 100 && i !== 101 && i !== 300);
    const missing = detect({ ...history, rows, expected }).filter(({ rule }) => rule === 'session-missing');
    expect(missing.map(({ sessions }) => sessions)).toEqual([[sessionAt(100), sessionAt(101)], [sessionAt(300)]]);
  });

  it('takes newest-first rows, one row and none', () => {
    const input = scaled(history, 200, 201, 100);
    const reversed = { ...input, rows: input.rows.toReversed() };
    expectSame(closes(repaired(reversed, detect(reversed))), closes(history).toReversed());
    expect(detect({ ...history, rows: history.rows.slice(0, 1) })).toEqual([]);
    expect(detect({ rows: [], events: [], basis: 'raw' })).toEqual([]);
  });
});

function flat(price: number | null) {
  return { open: price, high: price, low: price, close: price };
}

function withoutAdjusted(input: RepairInput): RepairInput {
  return { ...input, rows: input.rows.map(({ adjusted, ...row }) => row), events: [] };
}

describe('dividends', () => {
  const adjusted = ({ rows }: Pick<RepairInput, 'rows'>) => rows.map(row => row.adjusted);
  /** The adjusted closes that take account of the dividends times a factor each. */
  const adjustedFor = (times: readonly number[]): RepairInput => {
    const factors = history.events.map(({ session, value }, i) => {
      const before = history.rows[history.rows.findIndex(row => row.session === session) - 1]?.close ?? Number.NaN;
      return { session, factor: (1 - (value * (times[i] ?? 1)) / before) / (1 - value / before) };
    });
    const rows = history.rows.map(row => {
      const later = factors.filter(({ session }) => row.session < session);
      return { ...row, adjusted: later.reduce((value, { factor }) => value * factor, row.adjusted ?? 0) };
    });
    return { ...history, rows };
  };
  const withValues = (input: RepairInput, value: (i: number) => number): RepairInput => ({
    ...input,
    events: input.events.map((event, i) => ({ ...event, value: value(i) })),
  });
  const ones = history.events.map(() => 1);

  it.each([
    ['dividend-ignored', adjustedFor([1, 1, 0])],
    ['dividend-misapplied', adjustedFor([1, 2, 1])],
    ['dividend-misapplied', adjustedFor(ones.map(() => 0.01))],
    ['dividend-hundredfold', withValues(history, i => dividendAt(i).value * 100)],
    ['dividend-missing', { ...history, events: history.events.slice(1) }],
  ])('reports %s and restores record and adjusted closes', (rule, input) => {
    const findings = detect(input);
    expect([...new Set(findings.map(({ rule }) => rule))]).toEqual([rule]);
    const after = repaired(input, findings);
    expectSame(adjusted(after), adjusted(history));
    expectSame(
      after.events.map(({ value }) => value),
      history.events.map(({ value }) => value),
    );
  });

  it('finds dividends and adjusted closes that are both stated in a hundredth of the currency', () => {
    const made = madeHistory({ seed: 3, n: 1000, dividend: { every: 63, share: 0.03 } });
    const small = madeHistory({ seed: 3, n: 1000, dividend: { every: 63, share: 0.03 }, stated: 0.01 });
    const findings = detect(small);
    expect(new Set(findings.map(({ rule }) => rule))).toEqual(new Set(['dividend-hundredfold']));
    const after = repaired(small, findings);
    expectSame(adjusted(after), adjusted(made));
    expectSame(
      after.events.map(({ value }) => value),
      made.events.map(({ value }) => value),
    );
  });

  it('asks nothing of dividends and steps across a hole in the rows', () => {
    const rows = history.rows.filter((_, i) => i < 50 || i > 130);
    expect(detect({ ...history, rows })).toEqual([]);
    const years = [...history.rows.slice(0, 3), ...scaled(history, 0, 400, 90).rows.slice(390)];
    expect(detect({ ...history, rows: years })).toEqual([]);
  });

  it('believes small dividends that do not show in the price', () => {
    for (let seed = 1; seed <= 40; seed++) {
      const made = madeHistory({ seed, n: 500, volatility: 0.02, dividend: { every: 63, share: 0.0004 } });
      expect(detect(made)).toEqual([]);
    }
  });

  it('asks nothing of adjusted closes where no dividends are given', () => {
    expect(detect({ ...adjustedFor([2]), events: [] })).toEqual([]);
  });

  it('restores one row whose adjustment no other has', () => {
    const input = withRow(history, 200, { adjusted: (history.rows[200]?.adjusted ?? 0) * 0.97 });
    const findings = detect(input);
    expect(findings.map(({ rule }) => rule)).toEqual(['adjusted-glitch']);
    expectSame(adjusted(repaired(input, findings)), adjusted(history));
  });
});

describe('undoing', () => {
  const damaged = scaled(
    withRow(scaled({ ...history, events: history.events.slice(1) }, 50, 60, 100), 200, { high: 1e-9 }),
    300,
    301,
    1.7,
  );
  const findings = detect(damaged);

  it('gives back the input when every finding is left out', () => {
    expect(repaired(damaged, [])).toEqual({ rows: damaged.rows, events: damaged.events, records: [] });
  });

  it('leaves a row as it was when the findings on it are left out, and every other as it is', () => {
    fc.assert(
      fc.property(fc.subarray(findings), (kept: Finding[]) => {
        const { records } = repaired(damaged, kept);
        const all = new Map(repaired(damaged, findings).records.map(record => [record.row, record]));
        for (const record of records) {
          expect(record.before).toMatchObject({ close: damaged.rows[record.row]?.close });
          if (record.after !== undefined) expect(record.after.close).toBe(all.get(record.row)?.after?.close);
        }
      }),
      { seed: 20261123, numRuns: 50 },
    );
  });

  it('names a rule that is described, and says how sure it is', () => {
    for (const { rule, confidence, explanation } of findings) {
      expect(RULES[rule]).toBeTruthy();
      expect(confidence).toBeGreaterThan(0.5);
      expect(confidence).toBeLessThanOrEqual(1);
      expect(explanation).toMatch(/\w/);
    }
    expect(new Set(findings.map(({ rule }) => rule)).size).toBeGreaterThanOrEqual(4);
  });
});
