import { expect, it } from 'vitest';
import { addDays, day, dayOf } from './dates.ts';
import { hashOfSymbol, symbolOfHash } from './symbol-hash.ts';

it.each([
  ['2018-02-05', '5 Feb 2018'],
  ['2018-12-31T21:30:00.000Z', '31 Dec 2018'],
  ['soon', 'soon'],
  [null, '–'],
  ['', '–'],
])('shows the session %s as %s', (session, text) => expect(day(session)).toBe(text));

it.each([
  ['2018-03-01', -1, '2018-02-28'],
  ['2020-02-28', 1, '2020-02-29'],
  ['2018-11-04', 1, '2018-11-05'],
])('counts from %s by %s days to %s', (session, days, there) => expect(addDays(session, days)).toBe(there));

it('takes the day of an instant', () => expect(dayOf('2018-03-07T21:30:00.000Z')).toBe('2018-03-07'));

it.each(['AAPL', '^GSPC', 'BRK-B', 'INR=X', '7203.T'])('finds %s in the address that it put it in', symbol => {
  expect(symbolOfHash(hashOfSymbol(symbol))).toBe(symbol);
});

it.each([
  ['', undefined],
  ['#', undefined],
  ['#/', undefined],
  ['#/%', undefined],
  ['#/aapl', 'AAPL'],
  ['#aapl', 'AAPL'],
])('reads the address part "%s" as %s', (hash, symbol) => expect(symbolOfHash(hash)).toBe(symbol));
