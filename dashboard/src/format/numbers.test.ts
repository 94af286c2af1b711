import { describe, expect, it } from 'vitest';
import { apartPercents, count, counted, percent, price, priceDigits, signed, signedPercent } from './numbers.ts';

const NBSP = '\u00a0';

describe('price', () => {
  it.each([
    [188.589996, '188.59'],
    [2874.56, '2,874.56'],
    [5.25, '5.250'],
    [0.00321, '0.0032'],
    [-1.5, '−1.500'],
    [-0.00001, '0.0000'],
    [null, '–'],
    [undefined, '–'],
    [Number.NaN, '–'],
    [Number.POSITIVE_INFINITY, '–'],
  ])('shows %s as %s', (value, text) => expect(price(value)).toBe(text));

  it('keeps the digits that it is told', () => expect(price(9.99, 2)).toBe('9.99'));

  it.each([
    [0.5, 4],
    [-0.5, 4],
    [1, 3],
    [9.99, 3],
    [10, 2],
  ])('gives a price of %s %s digits', (value, digits) => expect(priceDigits(value)).toBe(digits));
});

describe('signed', () => {
  it.each([
    [1.234, '+1.23'],
    [-1.234, '−1.23'],
    [0, '0.00'],
    [-0.001, '0.00'],
    [0.001, '0.00'],
    [1234.5, '+1,234.50'],
    [null, '–'],
  ])('shows %s as %s', (value, text) => expect(signed(value, 2)).toBe(text));
});

describe('percent', () => {
  it('shows a share with a space that does not break', () => expect(percent(0.8333)).toBe(`83.3${NBSP}%`));
  it('shows nothing known as a dash', () => expect(percent(null)).toBe('–'));
  it('puts a sign before a change', () => expect(signedPercent(-0.0076)).toBe(`−0.76${NBSP}%`));
});

describe('apartPercents', () => {
  it.each([
    [0.01939, 0.01926, '1.94', '1.93'],
    [0.0100012, 0.0100041, '1.0001', '1.0004'],
    [0.01, 0.01, '1.000000', '1.000000'],
  ])('shows %s beside %s as %s and %s', (a, b, first, second) => {
    expect(apartPercents(a, b)).toEqual([`${first}${NBSP}%`, `${second}${NBSP}%`]);
  });
});

it.each([
  [0, '0 sessions'],
  [1, '1 session'],
  [1200, '1,200 sessions'],
])('counts %s as %s', (n, text) => expect(counted(n, 'session')).toBe(text));

it('groups thousands', () => expect(count(60_170)).toBe('60,170'));
