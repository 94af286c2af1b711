export { type Clock, systemClock, type VirtualClock, virtualClock } from './clock.ts';
export { MIGRATIONS, type Migration } from './database/migrations/index.ts';
export type { Database, Json } from './database/schema.ts';
export { AppError, ERROR_CODES, type ErrorCode } from './errors.ts';
export { canonicalJson, contentId, sha256 } from './hash.ts';
export { type EnqueueOptions, JOBS, type JobHandlers, type JobName, type JobPayload, type Queue } from './jobs.ts';
export { type Log, silentLog } from './log.ts';
export { isSymbol, parseSymbol, symbolFileName } from './symbol.ts';
export { addDays, type Instant, isoInstant, isSession, type Session } from './time.ts';
