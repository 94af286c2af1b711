import { AppError, ERROR_CODES, type ErrorCode } from '#shared';

/** A running server, as commands talk to it when NEXTCLOSE_URL names one. */
export interface Remote {
  get<Answer>(path: string): Promise<Answer>;
  post<Answer>(path: string, body: object): Promise<Answer>;
}

type ProblemAnswer = {
  readonly code?: string;
  readonly detail?: string;
  readonly title?: string;
  readonly field?: string;
  readonly accepted?: string;
};

/**
 * Requests to a server; what it answers as a problem is thrown with its code, so a command ends as it would without a server.
 * @throws AppError SOURCE_UNAVAILABLE when nothing answers at the address
 */
export function remote(url: string, apiKey: string | undefined): Remote {
  const base = url.replace(/\/+$/, '');
  const send = async <Answer>(path: string, init: RequestInit): Promise<Answer> => {
    const headers = {
      accept: 'application/json',
      ...(apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` }),
      ...init.headers,
    };
    const response = await fetch(base + path, { ...init, headers }).catch((cause: unknown) => {
      throw new AppError('SOURCE_UNAVAILABLE', `no server answers at ${base} (NEXTCLOSE_URL)`, { cause });
    });
    const answer: unknown = await response.json().catch(() => undefined);
    if (response.ok) return answer as Answer;
    throw problem(response.status, (answer ?? {}) as ProblemAnswer);
  };
  return {
    get: path => send(path, {}),
    post: (path, body) =>
      send(path, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  };
}

function problem(status: number, { code, detail, title, field, accepted }: ProblemAnswer): AppError {
  const known = code !== undefined && code in ERROR_CODES ? (code as ErrorCode) : 'INTERNAL';
  return new AppError(known, detail ?? title ?? `the server answered with status ${status}`, {
    ...(field === undefined ? {} : { field }),
    ...(accepted === undefined ? {} : { accepted }),
  });
}
