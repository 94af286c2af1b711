import { AppError } from '#shared';
import { type CsvColumns, csvColumns } from './csv-columns.ts';
import { type CsvRow, csvNumber, csvRows, csvSession, decodeUtf8 } from './csv-text.ts';
import type { CandidateRow, ParsedAnswer, PriceEvent, RawAnswer } from './provider-port.ts';
import { mergeEvents, unadjust } from './raw-prices.ts';

function candidate({ cells }: CsvRow, columns: CsvColumns): CandidateRow {
  return {
    session: csvSession(cells[columns.date]),
    open: csvNumber(cells[columns.open]),
    high: csvNumber(cells[columns.high]),
    low: csvNumber(cells[columns.low]),
    close: csvNumber(cells[columns.close]),
    volume: csvNumber(cells[columns.volume]),
    source: cells,
  };
}

/** Nothing, 0 and, for a split, 1 mean that there was none. */
function eventsOf({ cells }: CsvRow, columns: CsvColumns): PriceEvent[] {
  const session = csvSession(cells[columns.date]);
  const value = (column: number | undefined) => (column === undefined ? null : csvNumber(cells[column]));
  const [split, dividend] = [value(columns.split), value(columns.dividend)];
  const events: PriceEvent[] = [];
  if (split !== null && split > 0 && split !== 1) events.push({ session, kind: 'split', value: split });
  if (dividend !== null && dividend > 0) events.push({ session, kind: 'dividend', value: dividend });
  return events;
}

/**
 * Reads bars in CSV. Splits that the prices are already divided by (`request.appliedSplits`) are undone, so that what comes
 * out is as traded.
 * @throws AppError INVALID_INPUT where it is no CSV of bars, or was landed without its market
 */
export function parseCsv(raw: RawAnswer): ParsedAnswer {
  const { market, appliedSplits = [] } = raw.request;
  if (market === undefined) throw new AppError('INVALID_INPUT', `${raw.origin}: the answer names no exchange`);
  const [header, ...lines] = csvRows(decodeUtf8(raw.bytes, raw.origin), raw.origin);
  const columns = csvColumns(header?.cells ?? [], raw.origin);
  const rows = lines.map(line => candidate(line, columns));
  const hasEvents = columns.split !== undefined || columns.dividend !== undefined;
  const events = hasEvents ? lines.flatMap(line => eventsOf(line, columns)) : [];
  return unadjust({ market, rows, events: mergeEvents(events) }, appliedSplits);
}
