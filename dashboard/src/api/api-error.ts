import type { Problem } from '@nextclose/client';

/** An answer that is not the one asked for, with what the server said about it. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  /** Stable; UNREACHABLE where no server answered */
  readonly code: string;
  /** What the field at fault would accept, where one is */
  readonly accepted: string | undefined;
  constructor(status: number, code: string, message: string, accepted?: string) {
    super(message);
    this.status = status;
    this.code = code;
    this.accepted = accepted;
  }
}

/** The error that an answer stands for. What is no problem document comes from something between the page and the server. */
export function errorOf(status: number, body: Partial<Problem> | string | undefined): ApiError {
  const { code, detail, accepted }: Partial<Problem> = typeof body === 'object' ? body : {};
  return new ApiError(status, code ?? 'UNKNOWN', detail ?? `The server answered with status ${status}.`, accepted);
}
