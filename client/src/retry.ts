export type RetryOptions = {
  /** How often a request is tried again; 3 */
  readonly retries?: number;
  /** The first pause, doubled each time; 100 ms */
  readonly firstDelayMs?: number;
  /** In [0, 1), spreads the pauses of many clients; `Math.random` */
  readonly random?: () => number;
};

type Fetch = (request: Request) => Promise<Response>;

const LONGEST_DELAY_MS = 5_000;

/**
 * Tries GET and HEAD again when the network fails or the server says 503, after a pause that grows, or the one that its
 * Retry-After names. Other methods are sent once: whether a lost answer's work was done, only the caller can know.
 */
export function retryingFetch(fetch: Fetch, options: RetryOptions = {}): Fetch {
  const { retries = 3, firstDelayMs = 100, random = Math.random } = options;
  return async request => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return await fetch(request);
    for (let attempt = 0; ; attempt++) {
      const last = attempt === retries;
      const backoff = firstDelayMs * 2 ** attempt * (0.5 + random() / 2);
      try {
        const response = await fetch(request.clone());
        if (response.status !== 503 || last) return response;
        await response.body?.cancel();
        await pause(retryAfterMs(response) ?? backoff, request.signal);
      } catch (error) {
        if (request.signal.aborted) throw request.signal.reason;
        if (last) throw error;
        await pause(backoff, request.signal);
      }
    }
  };
}

function retryAfterMs(response: Response): number | undefined {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  return seconds >= 0 ? Math.min(LONGEST_DELAY_MS, seconds * 1000) : undefined;
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ms);
  const abort = () => reject(signal.reason);
  signal.addEventListener('abort', abort, { once: true });
  try {
    await promise;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', abort);
  }
}
