import { describe, expect, it } from 'vitest';
import { directionOf } from './direction.ts';
import { filterSymbols } from './filter-symbols.ts';
import { parsePrices, showPrices } from './parse-prices.ts';

const ten = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

describe('parsePrices', () => {
  it.each([', ', ' ', '\n', ';', ',\t', '\r\n'])('takes prices separated by %j', separator => {
    expect(parsePrices(ten.join(separator))).toEqual({ prices: ten });
  });

  it.each(['abc', '0', '-1', 'NaN', 'Infinity', '1e999'])('refuses %s and names it', word => {
    expect(parsePrices([...ten, word].join(' '))).toEqual({
      prices: [],
      fault: `"${word}" is not a price: a number above zero`,
    });
  });

  it.each([
    ['', 'at least 10 prices are needed, there are 0'],
    [ten.slice(1).join(), 'at least 10 prices are needed, there are 9'],
    [new Array(10_001).fill(1).join(), 'at most 10000 prices are accepted, there are 10001'],
  ])('refuses a wrong number of prices', (text, fault) => expect(parsePrices(text).fault).toBe(fault));

  it('reads back what it shows', () => {
    const prices = [...ten, 188.589996, 0.00321];
    expect(parsePrices(showPrices(prices)).prices).toEqual([...ten, 188.59, 0.00321]);
  });
});

it.each([
  [101, 100, 'up'],
  [99, 100, 'down'],
  [100, 100, 'none'],
  [100 + 1e-8, 100, 'none'],
])('a forecast of %s after a close of %s points %s', (mean, last, direction) => {
  expect(directionOf(mean, last)).toBe(direction);
});

describe('filterSymbols', () => {
  const symbols = ['AAPL', 'BAA', 'MSFT', '^GSPC'].map(symbol => {
    return { symbol, exchange: 'XNYS', currency: null, last_session: null, aliases: [] };
  });
  it.each([
    ['', ['AAPL', 'BAA', 'MSFT', '^GSPC']],
    [' aa ', ['AAPL', 'BAA']],
    ['BAA', ['BAA']],
    ['gsp', ['^GSPC']],
    ['x', []],
  ])('finds for "%s" %j', (text, found) => {
    expect(filterSymbols(symbols, text).map(({ symbol }) => symbol)).toEqual(found);
  });
});
