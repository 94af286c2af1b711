import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { PriceEvent } from '../../provider-port.ts';
import type { RepairInput, RepairRow } from '../types.ts';

const SHARED = join(import.meta.dirname, '..', '..', '..', '..', '..', '..', 'shared', 'data');

/** Downloads with errors, each with a twin that people put right; and bars that are clean. */
const BROKEN = join(SHARED, 'broken');
const CLEAN = [join(SHARED, 'bars', 'stocknet'), join(SHARED, 'bars', 'zipline')];

/** Whether the files are there; they are not part of the project. */
export const hasFiles = (): boolean => [BROKEN, ...CLEAN].every(folder => existsSync(folder));

const number = (text: string | undefined): number | null => (text === undefined || text === '' ? null : Number(text));

/** Reads a file of bars with the columns that yfinance and zipline write. */
function readFile(path: string): RepairInput {
  const bytes = readFileSync(path);
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  const [header = '', ...lines] = text.trim().split(/\r?\n/);
  const names = header.toLowerCase().split(',');
  const rows: RepairRow[] = [];
  const events: PriceEvent[] = [];
  for (const line of lines) {
    const cells = line.split(',');
    const cell = (...wanted: string[]): string | undefined => cells[names.findIndex(name => wanted.includes(name))];
    const session = (cell('date', 'datetime') ?? '').slice(0, 10);
    const prices = { open: number(cell('open')), high: number(cell('high')), low: number(cell('low')) };
    const adjusted = names.includes('adj close') ? { adjusted: number(cell('adj close')) } : {};
    rows.push({ session, ...prices, close: number(cell('close')), volume: number(cell('volume')), ...adjusted });
    const [dividend, split] = [number(cell('dividends', 'dividend')), number(cell('stock splits', 'split'))];
    if (dividend) events.push({ session, kind: 'dividend', value: dividend });
    if (split && split !== 1) events.push({ session, kind: 'split', value: split });
  }
  return { rows, events, basis: 'split' };
}

/** Each file with errors, and its twin. */
export const brokenFiles = () =>
  readdirSync(BROKEN)
    .filter(file => file.endsWith('.csv') && !file.endsWith('-fixed.csv'))
    .sort()
    .map(file => ({
      file,
      broken: readFile(join(BROKEN, file)),
      fixed: readFile(join(BROKEN, file.replace('.csv', '-fixed.csv'))),
    }));

export const cleanFiles = () =>
  CLEAN.flatMap(folder =>
    readdirSync(folder)
      .filter(file => /\.csv(\.gz)?$/.test(file) && !file.startsWith('SPY'))
      .sort()
      .map(file => ({ file, input: readFile(join(folder, file)) })),
  );
