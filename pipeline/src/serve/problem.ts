import { STATUS_CODES } from 'node:http';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { type Static, Type } from 'typebox';
import { AppError, ERROR_CODES, type ErrorCode } from '#shared';
import { oneOf } from './validation.ts';

/** RFC 9457 problem details with our extension members. */
export const Problem = Type.Object(
  {
    type: Type.String({ description: 'Always about:blank: `code` names the problem' }),
    title: Type.String(),
    status: Type.Integer(),
    detail: Type.String(),
    code: oneOf(Object.keys(ERROR_CODES) as ErrorCode[], 'Stable; safe to branch on'),
    field: Type.Optional(Type.String({ description: 'The field at fault' })),
    accepted: Type.Optional(Type.String({ description: 'What that field would accept' })),
    missing: Type.Optional(Type.Array(Type.String(), { description: 'What the server lacks before it is ready' })),
    request_id: Type.String({ description: 'The X-Request-Id of this request, as in the logs' }),
  },
  {
    $id: 'Problem',
    title: 'Problem',
    description: 'RFC 9457 problem details',
    examples: [
      {
        type: 'about:blank',
        title: 'Unprocessable Entity',
        status: 422,
        detail: 'arima(1,1,1) needs at least 25 prices, got 10',
        code: 'SERIES_TOO_SHORT',
        field: 'recent_prices',
        accepted: '25 to 10000 prices, oldest first',
        request_id: '3f0c9d0a',
      },
    ],
  },
);
export type Problem = Static<typeof Problem>;

const MEANING: Readonly<Record<number, string>> = {
  400: 'The request is not well-formed',
  403: 'Host or Origin is not this machine',
  404: 'Not found',
  405: 'The path exists, this method on it does not',
  409: 'The state of the server does not allow it',
  412: 'The alias has moved since the revision in If-Match',
  413: 'The body is too large',
  415: 'The body is not application/json',
  422: 'A field is not acceptable; `field` and `accepted` say which and what would be',
  500: 'A fault of the server',
  503: 'Not now; try again later',
};

/** The error answers of a route for its OpenAPI entry; 400, 403, 500 and 503 can meet any request. */
export function problems(...statuses: number[]): Record<number, object> {
  const all = [...new Set([400, 403, ...statuses, 500, 503])].sort((a, b) => a - b);
  return Object.fromEntries(
    all.map(status => [
      status,
      {
        description: MEANING[status] ?? STATUS_CODES[status],
        content: { 'application/problem+json': { schema: { $ref: 'Problem#' } } },
      },
    ]),
  );
}

/** The answer to an error of ours: nothing of the cause or the stack is in it. */
export function toProblem(error: AppError, requestId: string, extra: { missing?: string[] } = {}): Problem {
  const { status } = ERROR_CODES[error.code];
  return {
    type: 'about:blank',
    title: STATUS_CODES[status] ?? 'Error',
    status,
    detail: error.message,
    code: error.code,
    ...(error.field === undefined ? {} : { field: error.field }),
    ...(error.accepted === undefined ? {} : { accepted: error.accepted }),
    ...extra,
    request_id: requestId,
  };
}

export function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  if (problem.status === 503) reply.header('retry-after', '1');
  // Sent as text: an error must not depend on the response schema of the route that it happened in.
  return reply
    .code(problem.status)
    .header('cache-control', 'no-store')
    .type('application/problem+json')
    .serializer(JSON.stringify)
    .send(problem);
}

/** The one place where an error becomes an answer. What is not ours is logged whole and answered as INTERNAL. */
export function errorHandler(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const known = error instanceof AppError ? error : (fromFastify(error) ?? internal(error));
  const { status } = ERROR_CODES[known.code];
  if (status >= 500) request.log.error({ err: error, code: known.code }, 'request failed');
  else request.log.info({ code: known.code, field: known.field }, 'request refused');
  return sendProblem(reply, toProblem(known, request.id));
}

const internal = (cause: unknown): AppError =>
  new AppError('INTERNAL', 'the server met a fault of its own; its log has it under this request_id', { cause });

const BY_STATUS: Readonly<Record<number, ErrorCode>> = {
  400: 'BAD_REQUEST',
  404: 'NOT_FOUND',
  413: 'PAYLOAD_TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
};

/** Errors of the framework's own parsing; their messages name the fault and quote nothing of the body. */
function fromFastify(error: unknown): AppError | undefined {
  const { statusCode = 500, code = '', message = '' } = (error ?? {}) as Partial<FastifyError>;
  if (statusCode >= 500) return undefined;
  const cause = { cause: error };
  if (statusCode === 415) {
    return new AppError('UNSUPPORTED_MEDIA_TYPE', 'the body has to be JSON', {
      field: 'content-type',
      accepted: 'application/json',
      ...cause,
    });
  }
  if (error instanceof SyntaxError || code === 'FST_ERR_CTP_INVALID_JSON_BODY') {
    return new AppError('BAD_REQUEST', 'the body is not well-formed JSON, or names __proto__ or constructor', {
      field: 'body',
      accepted: 'JSON; NaN and Infinity are not part of it',
      ...cause,
    });
  }
  return new AppError(BY_STATUS[statusCode] ?? 'BAD_REQUEST', message || 'the request is not well-formed', cause);
}
