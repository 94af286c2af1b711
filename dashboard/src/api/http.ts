/** An answer that is not the one asked for, with what the server said about it (RFC 9457). */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
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

type Query = Readonly<Record<string, string | number | undefined>>;

/** Same origin only. `no-cache` asks again each time (304 by ETag), as a promotion may come before the next close. */
export async function get<Answer>(path: string, query: Query, signal?: AbortSignal): Promise<Answer> {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, String(value));
  const url = search.size > 0 ? `${path}?${search}` : path;
  return await answer(await send(url, { cache: 'no-cache', ...(signal ? { signal } : {}) }));
}

export async function post<Answer>(path: string, body: object): Promise<Answer> {
  const headers = { 'content-type': 'application/json' };
  return await answer(await send(path, { method: 'POST', headers, body: JSON.stringify(body) }));
}

async function send(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw new ApiError(0, 'UNREACHABLE', 'The server does not answer. It is asked again every few seconds.');
  }
}

async function answer<Answer>(response: Response): Promise<Answer> {
  if (response.ok) return (await response.json()) as Answer;
  const problem = (await response.json().catch(() => ({}))) as { detail?: string; code?: string; accepted?: string };
  throw new ApiError(
    response.status,
    problem.code ?? 'UNKNOWN',
    problem.detail ?? `The server answered with status ${response.status}.`,
    problem.accepted,
  );
}
