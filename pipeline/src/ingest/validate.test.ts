import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, calendar, type Session } from '#shared';
import type { CandidateRow } from './provider-port.ts';
import { validate } from './validate.ts';

const nyse = calendar('XNYS');
const receivedAt = nyse.close('2024-03-28') + 1;
const row = (session: string, change: Partial<CandidateRow> = {}): CandidateRow => {
  return { session, open: 10, high: 12, low: 9, close: 11, volume: 100, source: session, ...change };
};
const check = (rows: readonly CandidateRow[], options: { from?: Session; to?: Session; now?: number } = {}) => {
  const { now = receivedAt, ...window } = options;
  const { bars, rejected } = validate(rows, { calendar: nyse, receivedAt: now, ...window });
  return {
    taken: bars.map(({ session }) => session),
    rejected: rejected.map(({ row: { session }, reason }) => [session, reason]),
  };
};

describe('a row is rejected', () => {
  it.each([
    ['null_value', { close: null }],
    ['null_value', { volume: null }],
    ['not_a_number', { open: Number.NaN }],
    ['not_a_number', { volume: Number.POSITIVE_INFINITY }],
    ['not_positive', { low: 0 }],
    ['not_positive', { open: -10, low: -10 }],
    ['negative_volume', { volume: -1 }],
    ['high_below_low', { high: 8.9 }],
    ['open_outside_range', { open: 12.1 }],
    ['open_outside_range', { open: 8.99 }],
    ['close_outside_range', { close: 12.0001 }],
    ['running_day', { running: true }],
  ])('as %s: %j', (reason, change) => {
    expect(check([row('2024-03-27'), row('2024-03-28', change)])).toEqual({
      taken: ['2024-03-27'],
      rejected: [['2024-03-28', reason]],
    });
  });

  it.each([
    ['2024-03-30', 'future'],
    ['2024-03-29', 'future'],
    ['2024-03-24', 'not_a_session'],
    ['2024-02-19', 'not_a_session'],
    ['2024-02-30', 'bad_session'],
    ['29/03/2024', 'bad_session'],
    ['', 'bad_session'],
  ])('on %j as %s', (session, reason) => {
    expect(check([row(session)])).toEqual({ taken: [], rejected: [[session, reason]] });
  });

  it('as a running day until its session closes, before it opens too', () => {
    const rows = [row('2024-03-27'), row('2024-03-28')];
    const running = [['2024-03-28', 'running_day']];
    expect(check(rows, { now: nyse.open('2024-03-28') - 3_600_000 }).rejected).toEqual(running);
    expect(check(rows, { now: nyse.close('2024-03-28') - 1 }).rejected).toEqual(running);
    expect(check(rows, { now: nyse.close('2024-03-28') }).taken).toEqual(['2024-03-27', '2024-03-28']);
  });

  it('before the first session asked for; after the last one it is passed over', () => {
    const rows = nyse.sessions('2024-03-25', '2024-03-28').map(session => row(session));
    expect(check(rows, { from: '2024-03-26', to: '2024-03-27' })).toEqual({
      taken: ['2024-03-26', '2024-03-27'],
      rejected: [['2024-03-25', 'before_from']],
    });
  });
});

it('takes prices that miss the range by the noise of float32 only', () => {
  const noise = { open: 12 * (1 + 2e-7), close: 9 * (1 - 2e-7) };
  expect(check([row('2024-03-28', noise)]).taken).toEqual(['2024-03-28']);
});

describe('order', () => {
  const [a, b, c, d, e] = ['2024-03-22', '2024-03-25', '2024-03-26', '2024-03-27', '2024-03-28'] as const;
  it.each([
    ['newest first', [e, d, c, b, a], [a, b, c, d, e], []],
    ['one row too early', [a, d, b, c, e], [a, b, c, e], [[d, 'out_of_order']]],
    ['one row too late', [b, c, d, e, a], [b, c, d, e], [[a, 'out_of_order']]],
    ['newest first with one out of place', [e, a, d, c, b], [b, c, d, e], [[a, 'out_of_order']]],
    ['a session twice', [a, b, b, c], [a, b, c], [[b, 'duplicate']]],
    ['a session twice, once out of place', [d, a, b, c, d, e], [a, b, c, d, e], [[d, 'duplicate']]],
    ['one row', [a], [a], []],
    ['none', [], [], []],
  ])('%s', (_name, order, taken, rejected) => {
    expect(check(order.map(session => row(session)))).toEqual({ taken, rejected });
  });

  it('of two sound rows of a session takes the first, and a sound one before a broken one', () => {
    const rows = [row(a), row(b, { close: null }), row(b, { close: 10.5 }), row(b, { close: 9.5 }), row(c)];
    const { bars } = validate(rows, { calendar: nyse, receivedAt });
    expect(bars.map(({ close }) => close)).toEqual([11, 10.5, 11]);
  });

  it('every row is taken once or rejected once, and what is taken ascends', () => {
    const session = fc.integer({ min: -40, max: 3 }).map(offset => addDays('2024-03-28', offset));
    const value = fc.constantFrom(9, 10, 12, -1, null, Number.NaN);
    const candidate = fc
      .record({ session, open: value, close: value })
      .map(({ session: day, ...change }) => row(day, change));
    const law = fc.property(fc.array(candidate, { maxLength: 60 }), rows => {
      const { bars, rejected } = validate(rows, { calendar: nyse, receivedAt });
      expect(bars.length + rejected.length).toBe(rows.length);
      const sessions = bars.map(bar => bar.session);
      expect(sessions).toEqual([...new Set(sessions)].sort());
    });
    fc.assert(law);
  });
});
