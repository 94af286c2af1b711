import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, isoInstant } from '../time.ts';
import { calendar, EXCHANGES } from './calendar.ts';

const nyse = calendar('XNYS');
const at = (text: string) => Date.parse(text);
const packaged = (name: string, path: string) => readFileSync(new URL(path, import.meta.resolve(name)), 'utf8');
const days = (csv: string) =>
  csv
    .split('\n')
    .slice(1)
    .map(line => line.slice(0, 10))
    .filter(day => day !== '');
const shared = new URL('../../../../../shared/data/', import.meta.url);

describe('sessions of the United States', () => {
  it('are exactly the days on which the S&P 500 index has a bar, 2000 to 2020', () => {
    const seen = days(packaged('vega-datasets', '../data/sp500-2000.csv'));
    expect(seen.length).toBeGreaterThan(5000);
    expect(nyse.sessions(seen[0]!, seen.at(-1)!)).toEqual(seen);
  });

  it('are exactly the days on which Apple has a bar, 2013 to 2018', () => {
    const seen = days(packaged('@observablehq/sample-datasets/aapl.csv', ''));
    expect(calendar('XNAS').sessions(seen[0]!, seen.at(-1)!)).toEqual(seen);
  });

  it.skipIf(!existsSync(shared))('are exactly the days on which SPY has a return, 1993 to 2018', () => {
    const seen = days(readFileSync(new URL('bars/zipline/SPY_benchmark.csv', shared), 'utf8'));
    expect(nyse.sessions(seen[0]!, seen.at(-1)!)).toEqual(seen);
  });

  it.skipIf(!existsSync(shared))('hold every day on which 25 stocks have a bar', () => {
    const folder = new URL('bars/stocknet/', shared);
    for (const file of readdirSync(folder).filter(name => name.endsWith('.csv'))) {
      const strangers = days(readFileSync(new URL(file, folder), 'utf8')).filter(day => !nyse.isSession(day));
      expect({ file, strangers }).toEqual({ file, strangers: [] });
    }
  });

  it.each([
    ['2001-09-11', 'attacks'],
    ['2001-09-14', 'attacks'],
    ['2004-06-11', 'mourning'],
    ['2007-01-02', 'mourning'],
    ['2012-10-29', 'hurricane'],
    ['2012-10-30', 'hurricane'],
    ['2018-12-05', 'mourning'],
    ['2025-01-09', 'mourning'],
    ['2022-06-20', 'Juneteenth observed on Monday'],
    ['2023-06-19', 'Juneteenth'],
    ['2021-12-24', 'Christmas observed on Friday'],
    ['2022-12-26', 'Christmas observed on Monday'],
    ['2023-01-02', 'New Year observed on Monday'],
    ['2026-07-03', 'Independence Day observed on Friday'],
    ['2024-03-29', 'Good Friday'],
    ['1980-11-04', 'presidential election'],
    ['2024-02-30', 'no such day'],
    ['someday', 'no day at all'],
  ])('do not hold %s (%s)', day => expect(nyse.isSession(day)).toBe(false));

  it.each([
    ['2021-12-31', 'New Year on a Saturday closes no Friday'],
    ['2021-06-18', 'Juneteenth was not kept yet'],
    ['1997-01-20', 'Martin Luther King Jr. Day was not kept yet'],
    ['1984-11-06', 'no more election days'],
    ['1965-02-15', 'before the rules every weekday counts'],
  ])('hold %s (%s)', day => expect(nyse.isSession(day)).toBe(true));

  it.each([
    ['2024-07-03', '2024-07-03T17:00:00.000Z'],
    ['2024-11-29', '2024-11-29T18:00:00.000Z'],
    ['2024-12-24', '2024-12-24T18:00:00.000Z'],
    ['2013-07-03', '2013-07-03T17:00:00.000Z'],
    ['2002-07-05', '2002-07-05T17:00:00.000Z'],
    ['1999-12-31', '1999-12-31T18:00:00.000Z'],
    ['2012-07-05', '2012-07-05T20:00:00.000Z'],
    ['2024-03-08', '2024-03-08T21:00:00.000Z'],
    ['2024-03-11', '2024-03-11T20:00:00.000Z'],
    ['2024-11-01', '2024-11-01T20:00:00.000Z'],
    ['2024-11-04', '2024-11-04T21:00:00.000Z'],
  ])('close on %s at %s', (session, close) => expect(isoInstant(nyse.close(session))).toBe(close));

  it('open at 9:30 in New York, and at 10:00 before 1985-09-30', () => {
    expect(isoInstant(nyse.open('2024-07-01'))).toBe('2024-07-01T13:30:00.000Z');
    expect(isoInstant(nyse.open('1985-09-26'))).toBe('1985-09-26T14:00:00.000Z');
  });

  it('tell which session trades at a moment, and which closed last', () => {
    expect(nyse.sessionAt(at('2024-07-03T16:59:59Z'))).toBe('2024-07-03');
    expect(nyse.sessionAt(at('2024-07-03T17:00:00Z'))).toBeUndefined();
    expect(nyse.lastClosed(at('2024-07-03T16:59:59Z'))).toBe('2024-07-02');
    expect(nyse.lastClosed(at('2024-07-03T17:00:00Z'))).toBe('2024-07-03');
    expect(nyse.lastClosed(at('2024-07-08T01:00:00Z'))).toBe('2024-07-05');
    expect(nyse.sessionAt(at('2024-07-06T16:00:00Z'))).toBeUndefined();
  });

  it('go on across holidays and years', () => {
    expect(nyse.next('2024-12-31')).toBe('2025-01-02');
    expect(nyse.previous('2025-01-01')).toBe('2024-12-31');
    expect(nyse.next('2024-07-03')).toBe('2024-07-05');
    expect(nyse.sessions('2024-07-04', '2024-07-04')).toEqual([]);
    expect(nyse.sessions('2024-07-05', '2024-07-03')).toEqual([]);
  });

  it('give the closes of 5,000 sessions in far less than a second', () => {
    const sessions = nyse.sessions('2000-01-01', '2019-12-31');
    const started = performance.now();
    for (const session of sessions) nyse.close(session);
    for (const session of sessions) nyse.close(session);
    expect(performance.now() - started).toBeLessThan(500);
    expect(sessions.length).toBeGreaterThan(5000);
  });
});

describe('markets without an exchange', () => {
  it('have a session every day, which closes when the next one opens', () => {
    const crypto = calendar('24/7');
    expect(crypto.sessions('2024-02-28', '2024-03-01')).toEqual(['2024-02-28', '2024-02-29', '2024-03-01']);
    expect(crypto.close('2024-02-29')).toBe(crypto.open('2024-03-01'));
    expect(crypto.lastClosed(at('2024-03-01T00:00:00Z'))).toBe('2024-02-29');
    expect(crypto.sessionAt(at('2024-03-02T12:00:00Z'))).toBe('2024-03-02');
  });

  it('cut days of currencies at midnight in London, summer and winter', () => {
    const currencies = calendar('24/5');
    expect(isoInstant(currencies.close('2024-01-05'))).toBe('2024-01-06T00:00:00.000Z');
    expect(isoInstant(currencies.close('2024-07-05'))).toBe('2024-07-05T23:00:00.000Z');
    expect(currencies.isSession('2024-07-06')).toBe(false);
  });
});

it('names the exchanges it knows when it is asked for another', () => {
  expect(() => calendar('XFOO')).toThrow('there is no calendar of the exchange "XFOO"');
  expect(() => nyse.close('2024-07-04')).toThrow('"2024-07-04" is not a session of XNYS');
  expect(() => nyse.next('tomorrow')).toThrow('"tomorrow" is not a day');
});

it('every calendar agrees with itself: neighbours, opens and closes are in order', () => {
  const day = fc.integer({ min: 0, max: 25_000 }).map(offset => addDays('1970-01-02', offset));
  const law = fc.property(fc.constantFrom(...EXCHANGES), day, (mic, from) => {
    const exchange = calendar(mic);
    fc.pre(from < addDays(exchange.knownUntil ?? '2100-01-01', -31));
    const next = exchange.next(from);
    expect(exchange.isSession(next)).toBe(true);
    expect(exchange.sessions(addDays(from, 1), next)).toEqual([next]);
    expect(exchange.previous(exchange.next(next))).toBe(next);
    expect(exchange.open(next)).toBeLessThan(exchange.close(next));
    expect(exchange.close(next)).toBeLessThanOrEqual(exchange.open(exchange.next(next)));
    expect(exchange.sessionAt(exchange.open(next))).toBe(next);
    expect(exchange.isOpen(exchange.open(next))).toBe(true);
    expect(exchange.isOpen(exchange.close(next) - 1)).toBe(true);
    expect(exchange.isOpen(exchange.open(next) - 1)).toBe(
      exchange.close(exchange.previous(next)) === exchange.open(next),
    );
    expect(exchange.lastClosed(exchange.close(next))).toBe(next);
    expect(exchange.lastClosed(exchange.close(next) - 1)).toBe(exchange.previous(next));
  });
  fc.assert(law, { numRuns: 1000 });
});
