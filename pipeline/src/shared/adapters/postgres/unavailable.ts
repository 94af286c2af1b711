import { AppError } from '../../errors.ts';

const SYSTEM_CODES = new Set([
  'ENOENT',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
]);

/** admin_shutdown, crash_shutdown, cannot_connect_now (starting or stopping), too_many_connections. */
const SQL_STATES = new Set(['57P01', '57P02', '57P03', '53300']);

/** What `pg` says without a code when its socket goes away. */
const MESSAGES =
  /^(Connection terminated|Client has encountered a connection error|Client was closed|timeout exceeded when trying to connect|timeout expired|Cannot use a pool after)/;

/** True when the server was not there or went away, so that the same call may work later. */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return SYSTEM_CODES.has(code) || SQL_STATES.has(code) || code.startsWith('08') || MESSAGES.test(error.message);
}

/** A lost or refused connection as AppError DATABASE_UNAVAILABLE with its cause; any other error as it is. */
export function translated(error: unknown): unknown {
  if (error instanceof AppError || !isUnavailable(error)) return error;
  const { message } = error as Error;
  return new AppError('DATABASE_UNAVAILABLE', `the database is not available: ${message}`, { cause: error });
}
