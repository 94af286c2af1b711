import createFetchClient, { type Client } from 'openapi-fetch';
import type { components, paths } from './generated/openapi.d.ts';
import { type RetryOptions, retryingFetch } from './retry.ts';

/** RFC 9457 problem details: `code` is stable, `field` and `accepted` name what was wrong and what would be right. */
export type Problem = components['schemas']['Problem'];

export type NextcloseClient = Client<paths>;

export type ClientOptions = RetryOptions & {
  /** Where the server is, such as http://127.0.0.1:4280 */
  readonly baseUrl: string;
  /** Needed by servers that listen beyond their own machine */
  readonly apiKey?: string;
  /** Instead of the platform's own */
  readonly fetch?: (request: Request) => Promise<Response>;
};

/**
 * A client with every route of the server, typed from its OpenAPI document. Calls give `{ data }` or `{ error }`, a Problem.
 * @example
 *   const nextclose = createClient({ baseUrl: 'http://127.0.0.1:4280' });
 *   const { data, error } = await nextclose.GET('/v1/symbols/{symbol}/forecast', { params: { path: { symbol: 'AAPL' } } });
 */
export function createClient({ baseUrl, apiKey, fetch = globalThis.fetch, ...retry }: ClientOptions): NextcloseClient {
  return createFetchClient<paths>({
    baseUrl: baseUrl.replace(/\/+$/, ''),
    fetch: retryingFetch(request => fetch(request), retry),
    ...(apiKey === undefined ? {} : { headers: { authorization: `Bearer ${apiKey}` } }),
  });
}

/** The body of a route's 200 answer, such as `Answer<'/v1/symbols/{symbol}/forecast'>`. */
export type Answer<
  Path extends keyof paths,
  Method extends keyof paths[Path] = 'get' & keyof paths[Path],
> = paths[Path][Method] extends { responses: { 200: { content: { 'application/json': infer Body } } } } ? Body : never;
