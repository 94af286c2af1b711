/** Every error a user can meet: the code is stable, carries the HTTP status, and decides whether a job tries again. */
export const ERROR_CODES = {
  CONFIG_INVALID: { status: 500, retry: false },
  USAGE: { status: 400, retry: false },
  BAD_REQUEST: { status: 400, retry: false },
  FORBIDDEN: { status: 403, retry: false },
  NOT_FOUND: { status: 404, retry: false },
  SYMBOL_NOT_FOUND: { status: 404, retry: false },
  MODEL_NOT_FOUND: { status: 404, retry: false },
  FORECAST_NOT_FOUND: { status: 404, retry: false },
  METHOD_NOT_ALLOWED: { status: 405, retry: false },
  CONFLICT: { status: 409, retry: true },
  ALIAS_MOVED: { status: 409, retry: true },
  MODEL_EXISTS: { status: 409, retry: false },
  PRECONDITION_FAILED: { status: 412, retry: false },
  PAYLOAD_TOO_LARGE: { status: 413, retry: false },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, retry: false },
  IDEMPOTENCY_MISMATCH: { status: 422, retry: false },
  INVALID_INPUT: { status: 422, retry: false },
  SERIES_TOO_SHORT: { status: 422, retry: false },
  NO_MODEL: { status: 409, retry: false },
  DATABASE_TOO_NEW: { status: 500, retry: false },
  MIGRATION_CHANGED: { status: 500, retry: false },
  DATABASE_UNAVAILABLE: { status: 503, retry: true },
  SPOOL_FULL: { status: 503, retry: true },
  NOT_READY: { status: 503, retry: true },
  SOURCE_UNAVAILABLE: { status: 503, retry: true },
  SOURCE_REFUSED: { status: 502, retry: false },
  LANDING_CORRUPT: { status: 500, retry: false },
  INTERNAL: { status: 500, retry: false },
} as const;

export type ErrorCode = keyof typeof ERROR_CODES;

/** An error with a code of the closed table above, and, where one field is at fault, its name and what it would accept. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly field: string | undefined;
  readonly accepted: string | undefined;

  constructor(code: ErrorCode, message: string, options: ErrorOptions & { field?: string; accepted?: string } = {}) {
    super(message, options);
    this.code = code;
    this.field = options.field;
    this.accepted = options.accepted;
  }
}
