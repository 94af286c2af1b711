import { AppError, type Log } from '#shared';
import type { ClientForecast, ForecastSink, Spool, SpoolDepth, SpoolFiles } from './ports.ts';
import { retryLoop } from './retry-loop.ts';
import { drainSegment } from './spool-drain.ts';
import { spoolSegments } from './spool-segments.ts';

export type SpoolOptions = {
  /** Bytes that may wait on disk while the database is away; 256 MiB */
  readonly maxBytes?: number;
  /** How long a row may wait before it is drained; 200 ms */
  readonly drainEveryMs?: number;
  /** How often the files of processes that died are looked for; 30 s */
  readonly adoptEveryMs?: number;
};

export interface RunningSpool extends Spool {
  /**
   * Drains everything that is waiting now.
   * @throws what the sink throws
   */
  flush(): Promise<void>;
  /** Drains once more and stops; what the database does not take stays on disk for the next process. */
  close(): Promise<void>;
}

const LONGEST_WAIT_MS = 5_000;

/**
 * Starts the log of client forecasts: rows go to a file of this process before they are answered, and from there to the
 * database. Files that killed processes left behind are drained too, now and again. Every row arrives once: the sink skips
 * known ids, and a file is removed only after its rows are in.
 */
export function startSpool(
  deps: { files: SpoolFiles; sink: ForecastSink; log: Log },
  options: SpoolOptions = {},
): RunningSpool {
  const { maxBytes = 268_435_456, drainEveryMs = 200, adoptEveryMs = 30_000 } = options;
  const segments = spoolSegments(deps.files);
  const counts = { appended: 0, drained: 0, torn: 0, refused: 0 };
  let closed = false;

  const drainAll = async () => {
    segments.seal();
    for (const name of segments.waiting()) {
      const { drained, torn, refused } = await drainSegment(deps, name);
      segments.done(name);
      counts.drained += drained;
      counts.torn += torn;
      counts.refused += refused;
    }
  };
  const failed = (error: unknown, wait: number) =>
    deps.log.warn({ error: String(error), waiting_bytes: segments.bytes(), retry_in_ms: wait }, 'spool not drained');
  const loop = retryLoop(drainAll, { longestMs: LONGEST_WAIT_MS, onFailure: failed });

  const adopt = () => {
    segments.adopt();
    if (segments.waiting().length > 0) loop.wake(0);
  };
  adopt();
  const adopting = setInterval(adopt, adoptEveryMs).unref();

  return {
    append(row: ClientForecast) {
      if (closed) throw full('the log of forecasts is closed: the server is stopping');
      const line = Buffer.from(`${JSON.stringify(row)}\n`);
      if (segments.bytes() + line.length > maxBytes) {
        throw full(`${segments.bytes()} bytes of forecasts wait for the database; the log takes ${maxBytes} at most`);
      }
      try {
        segments.append(line);
      } catch (cause) {
        throw full('the disk does not take the log of forecasts', cause);
      }
      counts.appended += 1;
      loop.wake(drainEveryMs);
    },
    depth: (): SpoolDepth => ({ bytes: segments.bytes(), segments: segments.count(), ...counts }),
    flush: loop.run,
    async close() {
      closed = true;
      clearInterval(adopting);
      loop.stop();
      const stays = (error: unknown) => deps.log.warn({ error: String(error) }, 'forecasts stay in the spool');
      await loop.run().catch(stays);
    },
  };
}

const full = (message: string, cause?: unknown): AppError =>
  new AppError('SPOOL_FULL', `no forecast is answered that cannot be logged: ${message}`, { cause });
