import { AppError, type Log } from '#shared';
import type { ForecastSink, SpoolFiles } from './ports.ts';

const BATCH = 500;

export type Drained = { readonly drained: number; readonly torn: number; readonly refused: number };

/** Brings one file into the database and removes it; safe to repeat after any interruption. */
export async function drainSegment(
  { files, sink, log }: { files: SpoolFiles; sink: ForecastSink; log: Log },
  name: string,
): Promise<Drained> {
  const text = await files.read(name);
  if (text === undefined) return { drained: 0, torn: 0, refused: 0 };
  const { rows, torn } = wholeRows(text);
  let refused = 0;
  for (let from = 0; from < rows.length; from += BATCH) {
    const bad = await insertAll(sink, rows.slice(from, from + BATCH));
    if (bad.length > 0) await files.refuse(bad);
    refused += bad.length;
  }
  await files.remove(name);
  if (torn + refused > 0) log.warn({ segment: name, torn, refused }, 'the spool held torn or refused rows');
  return { drained: rows.length - refused, torn, refused };
}

/** The lines that were written whole. A kill in the middle of a write tears the last one; its answer was never sent. */
function wholeRows(text: string): { rows: string[]; torn: number } {
  const lines = text.split('\n');
  const rows = lines.slice(0, -1).filter(isRow);
  const tail = lines.at(-1) === '' ? 0 : 1;
  return { rows, torn: lines.length - 1 - rows.length + tail };
}

function isRow(line: string): boolean {
  try {
    return typeof (JSON.parse(line) as { id?: unknown }).id === 'string';
  } catch {
    return false;
  }
}

/** @returns the rows that the database refuses one by one: none of them may hold up the others for ever */
async function insertAll(sink: ForecastSink, rows: readonly string[]): Promise<string[]> {
  try {
    await sink.insert(rows);
    return [];
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'INVALID_INPUT') throw error;
    const [only] = rows;
    if (rows.length === 1 && only !== undefined) return [only];
    const half = rows.length >> 1;
    return [...(await insertAll(sink, rows.slice(0, half))), ...(await insertAll(sink, rows.slice(half)))];
  }
}
