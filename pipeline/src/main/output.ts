import { AppError } from '#shared';
import { Interrupted } from './interruption.ts';
import { toJson } from './json.ts';

/** How a command tells its result: one JSON document on stdout, or text for people; everything else goes to stderr. */
export interface Output {
  readonly json: boolean;
  /** The result, once, at the end. */
  result(document: unknown, text: () => string): void;
  /** A line about what is going on. */
  note(line: string): void;
}

export function output(json: boolean, write: (text: string) => void): Output {
  return {
    json,
    result: (document, text) => write(json ? asDocument(document) : `${text()}\n`),
    note: line => void process.stderr.write(`${line}\n`),
  };
}

/** The text of one JSON document. */
export const asDocument = (value: unknown): string => `${JSON.stringify(toJson(value), null, 2)}\n`;

/** Columns aligned by spaces: numbers to the right, words to the left. */
export function table(head: readonly string[], rows: readonly (readonly (string | number | null)[])[]): string {
  const cells = rows.map(row => row.map(cell => (cell === null ? '-' : String(cell))));
  const widths = head.map((title, i) => Math.max(title.length, ...cells.map(row => (row[i] ?? '').length)));
  const right = head.map(
    (_, i) => rows.length > 0 && rows.every(row => typeof row[i] !== 'string' || /^[-+]?[\d.,]+%?$|^-$/.test(row[i])),
  );
  const line = (row: readonly string[]): string =>
    row
      .map((cell, i) => (right[i] ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0)))
      .join('  ')
      .trimEnd();
  return [line([...head]), line(widths.map(width => '-'.repeat(width))), ...cells.map(line)].join('\n');
}

/** What was queued, one line per job. */
export const queuedJobs = (items: readonly { symbols: readonly string[]; queued: boolean }[]): string =>
  items
    .map(({ symbols, queued }) => `${symbols.join(' ')}: ${queued ? 'queued' : 'waiting or running already'}`)
    .join('\n');

export const percent = (share: number | null, digits = 2): string | null =>
  share === null ? null : `${(100 * share).toFixed(digits)}%`;
export const decimals = (value: number | null, digits = 2): string | null =>
  value === null ? null : value.toFixed(digits);

/** What a user is told about an error: its message, what would be accepted, and the code that stays the same. */
export function describeError(error: unknown): { code: string; message: string; field?: string; accepted?: string } {
  if (error instanceof AppError) {
    const { code, message, field, accepted } = error;
    return {
      code,
      message,
      ...(field === undefined ? {} : { field }),
      ...(accepted === undefined ? {} : { accepted }),
    };
  }
  if (error instanceof Interrupted) return { code: 'INTERRUPTED', message: error.message };
  return { code: 'INTERNAL', message: error instanceof Error ? error.message : String(error) };
}
