import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvNumber, csvRows, csvSession } from './csv-text.ts';

const cells = (text: string) => csvRows(text, 'test.csv').map(row => row.cells);

describe('rows of a CSV text', () => {
  it.each([
    ['a,b\n1,2\n', 'plain'],
    ['\uFEFFa,b\r\n1,2\r\n', 'a BOM and CRLF'],
    ['a;b\n1;2', 'semicolons'],
    ['a\tb\r1\t2\r', 'tabs and CR'],
    [' a , b \n\n 1 ,2\n  \n', 'spaces and empty lines'],
    ['"a","b"\n"1","2"\n', 'quotes'],
    ['\uFEFF"a";b\r\n1;"2"\r\n', 'a BOM before a quote'],
  ])('%j (%s)', text => {
    expect(cells(text)).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
  });

  it('keeps delimiters inside quotes, and decimal commas between semicolons', () => {
    expect(cells('Date,"Open, first"\n"Jan 2, 2024","1,234.5"')[1]).toEqual(['Jan 2, 2024', '1,234.5']);
    expect(cells('Date;Open\n2024-01-02;1,5')[1]).toEqual(['2024-01-02', '1,5']);
  });

  it('names file and fault where a quote is never closed', () => {
    expect(() => csvRows('a,b\n"1,2', 'broken.csv')).toThrow(/^broken\.csv: not readable as CSV: /);
  });

  it('gives the same cells with and without quotes', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '1', '.', '-', 'é', ' ') });
    const law = fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1 }), rows => {
      const plain = rows.map(row => row.join(',')).join('\n');
      const quoted = rows.map(row => row.map(one => `"${one}"`).join(',')).join('\n');
      const trimmed = rows.map(row => row.map(one => one.trim())).filter(row => row.length > 1);
      expect(cells(`h,h\n${plain}`).slice(1)).toEqual(trimmed);
      expect(
        cells(`h,h\n${quoted}`)
          .slice(1)
          .map(row => row.map(one => one.trim())),
      ).toEqual(trimmed);
    });
    fc.assert(law);
  });
});

it.each([
  ['1.5', 1.5],
  [' -2e3 ', -2000],
  ['.5', 0.5],
  ['7.', 7],
  ['', null],
  [undefined, null],
  ['null', null],
  ['NaN', null],
  ['N/A', null],
  ['-', null],
  ['0x10', Number.NaN],
  ['1,234', Number.NaN],
  ['Infinity', Number.NaN],
  ['12 USD', Number.NaN],
  ['1e999', Number.POSITIVE_INFINITY],
])('reads the number %j as %d', (cell, value) => expect(csvNumber(cell)).toEqual(value));

it.each([
  ['2014-06-09', '2014-06-09'],
  ['2014-06-09 00:00:00-04:00', '2014-06-09'],
  ['2014-06-09T00:00:00Z', '2014-06-09'],
  ['06/09/2014', '06/09/2014'],
  ['2014-06-09abc', '2014-06-09abc'],
  [undefined, ''],
])('reads the day %j as %j', (cell, session) => expect(csvSession(cell)).toBe(session));
