import { resolve } from 'node:path';

/** What the environment sets; everything else is in `nextclose.config.ts`. */
export type Environment = {
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  /** The folder of the live landing zone, where it is not in the data directory */
  readonly landing: string | undefined;
  readonly logLevel: string;
};

const LEVELS: readonly string[] = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];

/** Reads the environment once; relative folders are relative to the given one. Every fault is a line that names the value. */
export function readEnvironment(env: NodeJS.ProcessEnv, folder: string): { found: Environment; faults: string[] } {
  const { DATABASE_URL, LOG_LEVEL, NEXTCLOSE_DATA_DIR, NEXTCLOSE_LANDING } = env;
  const faults: string[] = [];
  const logLevel = LOG_LEVEL || 'warn';
  if (!LEVELS.includes(logLevel)) {
    faults.push(`LOG_LEVEL: "${logLevel}" is not a level (accepted: ${LEVELS.join(', ')})`);
  }
  const landing = NEXTCLOSE_LANDING ? /^file:(.+)$/.exec(NEXTCLOSE_LANDING)?.[1] : undefined;
  if (NEXTCLOSE_LANDING && landing === undefined) {
    faults.push(`NEXTCLOSE_LANDING: "${NEXTCLOSE_LANDING}" is not a landing zone (accepted: file:DIR)`);
  }
  const found = {
    dataDir: resolve(folder, NEXTCLOSE_DATA_DIR || '.nextclose'),
    databaseUrl: DATABASE_URL || undefined,
    landing: landing === undefined ? undefined : resolve(folder, landing),
    logLevel,
  };
  return { found, faults };
}
