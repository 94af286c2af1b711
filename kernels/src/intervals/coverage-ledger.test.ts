import { expect, it } from 'vitest';
import { uniforms } from '../models/testing/random-series.ts';
import { coverageLedger, coverageLedgerFromJSON } from './coverage-ledger.ts';

it('counts per symbol and horizon, and the share of the newest labels', () => {
  const ledger = coverageLedger(3);
  for (const covered of [false, true, true]) ledger.record({ symbol: 'AAPL', horizon: 1, covered });
  expect(ledger.row('AAPL', 1)?.rolling).toBe(2 / 3);
  ledger.record({ symbol: 'AAPL', horizon: 5, covered: true, set: 'infinite' });
  ledger.record({ symbol: 'MSFT', horizon: 1, covered: false, set: 'empty' });
  expect(ledger.record({ symbol: 'AAPL', horizon: 1, covered: true })).toEqual({
    symbol: 'AAPL',
    horizon: 1,
    labels: 4,
    covered: 3,
    infinite: 0,
    empty: 0,
    coverage: 0.75,
    rolling: 1,
  });
  expect(
    ledger.rows().map(({ symbol, horizon, infinite, empty, rolling }) => [symbol, horizon, infinite, empty, rolling]),
  ).toEqual([
    ['AAPL', 1, 0, 0, 1],
    ['AAPL', 5, 1, 0, Number.NaN],
    ['MSFT', 1, 0, 1, Number.NaN],
  ]);
  expect(ledger.row('MSFT', 5)).toBeUndefined();
});

it('goes on from JSON as if it had not stopped', () => {
  const uniform = uniforms(3);
  const whole = coverageLedger();
  let saved = coverageLedger();
  for (let t = 0; t < 200; t++) {
    const entry = { symbol: t % 3 === 0 ? 'A' : 'B:1', horizon: 1 + (t % 2), covered: uniform() < 0.9 };
    saved = coverageLedgerFromJSON(JSON.parse(JSON.stringify(saved)));
    expect(saved.record(entry)).toEqual(whole.record(entry));
  }
  expect(JSON.stringify(saved)).toBe(JSON.stringify(whole));
});

it('refuses entries without a symbol or a horizon, a window of 0 and damaged states', () => {
  const ledger = coverageLedger();
  expect(() => ledger.record({ symbol: '', horizon: 1, covered: true })).toThrow(RangeError);
  expect(() => ledger.record({ symbol: 'A', horizon: 0, covered: true })).toThrow(RangeError);
  expect(ledger.rows()).toEqual([]);
  expect(() => coverageLedger(0)).toThrow(RangeError);
  ledger.record({ symbol: 'A', horizon: 1, covered: true });
  const state = ledger.toJSON();
  const [account] = state['accounts'] as readonly object[];
  for (const damage of [{ labels: 2 }, { recent: [2] }, { covered: 5 }, { horizon: 0 }]) {
    expect(() => coverageLedgerFromJSON({ ...state, accounts: [{ ...account, ...damage }] })).toThrow(RangeError);
  }
  expect(() => coverageLedgerFromJSON({ ...state, version: 9 })).toThrow(RangeError);
});
