import { constants } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';

/** A signal asked the command to end; shells expect the exit code 128 + its number. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
  readonly exitCode: number;

  constructor(signal: 'SIGINT' | 'SIGTERM') {
    super(`stopped by ${signal}`);
    this.exitCode = 128 + constants.signals[signal];
  }
}

/** Turns the first SIGINT or SIGTERM into an abort; a second one ends the process at once, for whoever cannot wait. */
export interface Interruption {
  /** Aborts with an `Interrupted` as its reason */
  readonly signal: AbortSignal;
  /** Leaves the signals to whoever listens next */
  release(): void;
}

export function catchSignals(): Interruption {
  const asked = new AbortController();
  const stop = (name: NodeJS.Signals): void => {
    const reason = new Interrupted(name === 'SIGINT' ? 'SIGINT' : 'SIGTERM');
    if (asked.signal.aborted) process.exit(reason.exitCode);
    asked.abort(reason);
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
  return {
    signal: asked.signal,
    release: () => void process.off('SIGINT', stop).off('SIGTERM', stop),
  };
}

/** What the work gives, or, as soon as the signal aborts, its reason; the work is left to itself then. */
export async function unlessAborted<Result>(signal: AbortSignal, work: Promise<Result>): Promise<Result> {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const abort = (): void => reject(signal.reason);
  signal.addEventListener('abort', abort, { once: true });
  if (signal.aborted) abort();
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

/** Longer than the queries that are waited for should take. */
const CLOSE_MS = 10_000;

/**
 * Works with something open and closes it whatever happens. When the signal aborts it is closed at once, which ends the work:
 * its next query fails, unseen.
 */
export async function closing<Opened extends { close(): Promise<void> }, Result>(
  opened: Opened,
  signal: AbortSignal,
  work: (opened: Opened) => Promise<Result>,
): Promise<Result> {
  try {
    signal.throwIfAborted();
    return await unlessAborted(signal, work(opened));
  } finally {
    const closed = opened.close();
    // Work that holds a connection and waits for something else must not keep the process from ending.
    await (signal.aborted ? Promise.race([closed, delay(CLOSE_MS)]) : closed);
  }
}
