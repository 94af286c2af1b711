import { AppError } from '#shared';
import { isObject, yahooError } from '../yahoo-body.ts';

export type Fetch = typeof globalThis.fetch;

type Body = { readonly mediaType: string; readonly bytes: Uint8Array };

const busy = (what: string, cause?: unknown): AppError =>
  new AppError('SOURCE_UNAVAILABLE', `yahoo: ${what}`, { cause });

/** The error object of an answer, whichever of Yahoo's services it names: `{chart: {error}}`, `{finance: {error}}`. */
function errorIn(text: string) {
  try {
    const body: unknown = JSON.parse(text);
    const [service] = isObject(body) ? Object.values(body) : [];
    return isObject(service) && isObject(service['error']) ? service['error'] : undefined;
  } catch {
    return undefined;
  }
}

/** Refusals by status and by text: the text of a 429 also comes with other statuses, and must never be taken for an answer. */
function refusal(symbol: string, response: Response, text: string): AppError | undefined {
  const { status, headers } = response;
  if (status === 429 || /^\s*too many requests/i.test(text)) {
    const wait = headers.get('retry-after');
    return busy(wait === null ? 'too many requests' : `too many requests, to be asked again after "${wait}"`);
  }
  if (new URL(response.url || 'http://unknown').hostname.includes('consent.')) {
    return new AppError('SOURCE_REFUSED', 'yahoo asks for a consent that only a browser can give');
  }
  if (status >= 500) return busy(`status ${status}`);
  if (response.ok) return undefined;
  const error = errorIn(text);
  if (error !== undefined) return yahooError(symbol, error);
  if (status === 404) return yahooError(symbol, { code: 'Not Found', description: `status ${status}` });
  return new AppError(
    'SOURCE_REFUSED',
    `yahoo refused "${symbol}" with status ${status}: ${text.slice(0, 120).trim()}`,
  );
}

/**
 * A `fetch` that keeps the body as it came in and lets nothing but a good answer through, so that the library above never
 * sees, parses or stores the text of a refusal.
 */
export function capturingFetch(symbol: string, fetch: Fetch, base: string | undefined, signal: AbortSignal) {
  let body: Body | undefined;
  const capture: Fetch = async (input, init) => {
    const asked = new URL(input instanceof Request ? input.url : input);
    const url = base === undefined ? asked : new URL(asked.pathname + asked.search, base);
    const response = await fetch(url, { ...init, signal });
    const bytes = new Uint8Array(await response.arrayBuffer());
    const error = refusal(symbol, response, new TextDecoder().decode(bytes.subarray(0, 4096)));
    if (error !== undefined) throw error;
    body = { mediaType: response.headers.get('content-type') ?? 'application/octet-stream', bytes };
    return new Response(bytes, { status: response.status, headers: response.headers });
  };
  return { fetch: capture, body: () => body };
}

/** What went wrong on the way, in our words: a cut connection or a time-out is worth another try. */
export function networkError(error: unknown, signal: AbortSignal | undefined): unknown {
  if (signal?.aborted) return signal.reason;
  if (error instanceof AppError) return error;
  const name = error instanceof Error ? error.name : '';
  if (name === 'TimeoutError') return busy('no answer in time', error);
  return busy(error instanceof Error ? describe(error) : String(error), error);
}

const describe = (error: Error): string =>
  error.cause instanceof Error && error.cause.message !== ''
    ? `${error.message}: ${error.cause.message}`
    : error.message;
