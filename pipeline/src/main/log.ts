import { pino } from 'pino';
import type { Log } from '#shared';

/** One JSON line per event on stderr, so that stdout stays free for results. */
export const jsonLog = (level: string): Log =>
  pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination(2));
