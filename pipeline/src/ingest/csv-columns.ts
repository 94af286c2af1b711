import { AppError } from '#shared';

/** Position of each column in a row; the events are optional. */
export type CsvColumns = {
  readonly date: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
  readonly dividend: number | undefined;
  readonly split: number | undefined;
};

const NAMES = {
  date: ['date', 'datetime', 'session'],
  open: ['open'],
  high: ['high'],
  low: ['low'],
  close: ['close'],
  volume: ['volume', 'vol'],
  dividend: ['dividend', 'dividends'],
  split: ['split', 'splits', 'stocksplit', 'stocksplits', 'splitratio'],
} as const;

const plain = (name: string): string => name.toLowerCase().replaceAll(/[^a-z]/g, '');

/**
 * Finds the columns of a file of bars by their names, in any order and case: `Date,Open,High,Low,Close,Adj Close,Volume` and
 * its like. Columns of other names are ignored; prices that somebody adjusted for dividends are never read.
 * @throws AppError INVALID_INPUT that names the file and its header
 */
export function csvColumns(header: readonly string[], origin: string): CsvColumns {
  const names = header.map(plain);
  const find = (column: keyof typeof NAMES): number | undefined => {
    const at = names.findIndex(name => (NAMES[column] as readonly string[]).includes(name));
    return at === -1 ? undefined : at;
  };
  const missing: string[] = [];
  const need = (column: keyof typeof NAMES): number => {
    const at = find(column);
    if (at === undefined) missing.push(column);
    return at ?? -1;
  };
  const columns = {
    date: need('date'),
    open: need('open'),
    high: need('high'),
    low: need('low'),
    close: need('close'),
    volume: need('volume'),
    dividend: find('dividend'),
    split: find('split'),
  };
  if (missing.length === 0) return columns;
  const shown = header.join(',').slice(0, 200);
  throw new AppError('INVALID_INPUT', `${origin}: no column "${missing.join('", "')}" in the header "${shown}"`, {
    field: 'header',
    accepted: 'Date,Open,High,Low,Close,Volume in any order and case, and optionally Dividends and Splits',
  });
}
