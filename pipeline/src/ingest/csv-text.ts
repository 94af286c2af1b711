import { parse } from 'csv-parse/sync';
import { AppError } from '#shared';

/** A row of a CSV file: its cells, and its line as it stands in the file. */
export type CsvRow = { readonly cells: readonly string[]; readonly line: string };

/** @throws AppError INVALID_INPUT that names the origin */
export function decodeUtf8(bytes: Uint8Array, origin: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new AppError('INVALID_INPUT', `${origin}: not text in UTF-8`, { cause, accepted: 'CSV in UTF-8' });
  }
}

/** The header decides: comma, semicolon or tab, whichever stands in it most often. */
function delimiterOf(text: string): string {
  const header = /^[^\r\n]*/.exec(text)?.[0] ?? '';
  const count = (delimiter: string) => header.split(delimiter).length;
  return [',', ';', '\t'].reduce((best, other) => (count(other) > count(best) ? other : best));
}

/** Without quotes a row is a line and a cell is what stands between delimiters, which needs no parser's care. */
function plainRows(text: string, delimiter: string): CsvRow[] {
  const rows: CsvRow[] = [];
  for (const line of text.split(/\r\n|\n|\r/)) {
    if (line.trim() !== '') rows.push({ cells: line.split(delimiter).map(cell => cell.trim()), line });
  }
  return rows;
}

function quotedRows(text: string, delimiter: string): CsvRow[] {
  const format = { delimiter, relax_column_count: true, skip_empty_lines: true, trim: true, raw: true };
  const rows = parse(text, format) as unknown as { record: string[]; raw: string }[];
  return rows.map(({ record, raw }) => ({ cells: record, line: raw.replace(/[\r\n]+$/, '') }));
}

/**
 * The rows of a CSV text, header first; BOM, CRLF, quotes, comma, semicolon and tab are understood.
 * @throws AppError INVALID_INPUT that names the origin and the line
 */
export function csvRows(text: string, origin: string): CsvRow[] {
  const content = text.replace(/^\uFEFF/, '');
  const delimiter = delimiterOf(content);
  if (!content.includes('"')) return plainRows(content, delimiter);
  try {
    return quotedRows(content, delimiter);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new AppError('INVALID_INPUT', `${origin}: not readable as CSV: ${reason}`, { cause });
  }
}

const NOTHING = new Set(['', '-', 'null', 'nan', 'none', 'n/a', 'na']);
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** The number of a cell: null where it is empty or says so, NaN where it is something else. */
export function csvNumber(cell: string | undefined): number | null {
  const text = cell?.trim() ?? '';
  if (NOTHING.has(text.toLowerCase())) return null;
  return NUMBER.test(text) ? Number(text) : Number.NaN;
}

/** `2014-06-09`, also where a time of day follows it; anything else stays as it is. */
export const csvSession = (cell: string | undefined): string =>
  /^(\d{4}-\d{2}-\d{2})[ T]\d/.exec(cell ?? '')?.[1] ?? cell ?? '';
