import { type BigIntStats, readFileSync, statSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { AppError, isSession, type Session } from '#shared';
import { type CsvColumns, csvColumns } from '../csv-columns.ts';
import { type CsvRow, csvNumber, csvRows, csvSession, decodeUtf8 } from '../csv-text.ts';
import type { Split } from '../ports.ts';

const LARGEST = 256 * 2 ** 20;

/** A file of bars in memory: its lines as they stand, and the day of each. */
export type CsvFile = {
  /** Tells one state of the file from another */
  readonly stamp: string;
  readonly size: number;
  readonly header: string;
  /** In the order of the file; a session is undefined where the cell is no day */
  readonly lines: readonly { readonly session: Session | undefined; readonly text: string }[];
  /** True when every line has a day and each is after the one before */
  readonly ascending: boolean;
  /** Splits that the file's prices are already divided by */
  readonly appliedSplits: readonly Split[];
};

/** What `stamp` would be now, without reading the file; undefined where there is none. */
export function csvStamp(path: string): string | undefined {
  const stat: BigIntStats | undefined = statSync(path, { bigint: true, throwIfNoEntry: false });
  return stat?.isFile() ? `${stat.mtimeNs} ${stat.size} ${stat.ino}` : undefined;
}

function readText(path: string, origin: string): string {
  const tooLarge = (cause?: unknown) =>
    new AppError('INVALID_INPUT', `${origin}: larger than 256 MB; split it by symbol`, {
      cause,
      accepted: 'one symbol a file',
    });
  if (statSync(path).size > LARGEST) throw tooLarge();
  const bytes = readFileSync(path);
  if (!path.endsWith('.gz')) return decodeUtf8(bytes, origin);
  try {
    return decodeUtf8(gunzipSync(bytes, { maxOutputLength: LARGEST }), origin);
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    if ((cause as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(cause);
    throw new AppError('INVALID_INPUT', `${origin}: not readable as gzip`, { cause });
  }
}

/**
 * Which splits the file's own prices show as already applied: the price does not move by the ratio over the day before.
 * Files from Yahoo have them applied, files from an exchange have not.
 */
function appliedSplits(rows: readonly CsvRow[], columns: CsvColumns): Split[] {
  const { split } = columns;
  if (split === undefined) return [];
  const byDay = rows
    .map(({ cells }) => ({ session: csvSession(cells[columns.date]), cells }))
    .filter(({ session }) => isSession(session))
    .sort((a, b) => (a.session < b.session ? -1 : 1));
  const applied: Split[] = [];
  let before: number | null = null;
  for (const { session, cells } of byDay) {
    const ratio = csvNumber(cells[split]);
    const open = csvNumber(cells[columns.open]);
    if (ratio !== null && ratio > 0 && ratio !== 1 && before !== null && open !== null) {
      const move = Math.log(before / open);
      if (Math.abs(move) < Math.abs(move - Math.log(ratio))) applied.push({ session, ratio });
    }
    before = csvNumber(cells[columns.close]) ?? before;
  }
  return applied;
}

/**
 * Reads a file of bars, `.csv` or `.csv.gz`.
 * @throws AppError INVALID_INPUT that names the file: no CSV, a missing column, not UTF-8, too large
 */
export function readCsvFile(path: string, origin: string): CsvFile {
  const stamp = csvStamp(path);
  if (stamp === undefined) throw new AppError('SYMBOL_NOT_FOUND', `${origin}: no such file`);
  const text = readText(path, origin);
  const [header, ...rows] = csvRows(text, origin);
  const columns = csvColumns(header?.cells ?? [], origin);
  const lines = rows.map(({ cells, line }) => {
    const session = csvSession(cells[columns.date]);
    return { session: isSession(session) ? session : undefined, text: line };
  });
  const ascending = lines.every(
    ({ session }, i) => session !== undefined && (i === 0 || session > (lines[i - 1]?.session ?? '')),
  );
  return {
    stamp,
    size: text.length,
    header: header?.line ?? '',
    lines,
    ascending,
    appliedSplits: appliedSplits(rows, columns),
  };
}

/** The lines from one session to another, both included, in the order of the file; lines without a day come with the whole. */
export function sliceCsv(file: CsvFile, from: Session | undefined, to: Session): string[] {
  const { lines, ascending } = file;
  const wanted = (session: Session | undefined) =>
    session === undefined ? from === undefined : (from === undefined || session >= from) && session <= to;
  if (!ascending) return lines.filter(({ session }) => wanted(session)).map(({ text }) => text);
  const count = (after: (session: Session) => boolean): number => {
    let [low, high] = [0, lines.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (after(lines[middle]?.session ?? '')) high = middle;
      else low = middle + 1;
    }
    return low;
  };
  const start = from === undefined ? 0 : count(session => session >= from);
  return lines
    .slice(
      start,
      count(session => session > to),
    )
    .map(({ text }) => text);
}
