import type { FastifyInstance } from 'fastify';
import { AppError } from '#shared';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);
const HOST = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i;

/** True for a `Host` header that names this machine, with any port. */
export const isLoopbackHost = (host: string | undefined): boolean => host !== undefined && HOST.test(host);

/** True for an `Origin` of a page that this machine serves; `null` (a sandbox, a file) is not one. */
export function isLoopbackOrigin(origin: string): boolean {
  try {
    const { protocol, hostname, origin: normal } = new URL(origin);
    return (protocol === 'http:' || protocol === 'https:') && LOOPBACK.has(hostname) && normal === origin.toLowerCase();
  } catch {
    return false;
  }
}

/**
 * Without API keys, only this machine may speak: a foreign page that resolves its own name to 127.0.0.1 sends that name
 * as Host (DNS rebinding), and one that posts across origins sends its Origin (CSRF).
 */
export function requireLoopback(app: FastifyInstance): void {
  app.addHook('onRequest', async request => {
    const { host, origin } = request.headers;
    if (!isLoopbackHost(host)) {
      throw new AppError('FORBIDDEN', 'this server answers only to the names of this machine', {
        field: 'host',
        accepted: '127.0.0.1, localhost or [::1], with any port',
      });
    }
    if (origin !== undefined && !isLoopbackOrigin(origin)) {
      throw new AppError('FORBIDDEN', 'pages of other origins may not use this server', {
        field: 'origin',
        accepted: 'none, or http(s)://127.0.0.1, localhost or [::1], with any port',
      });
    }
  });
}

/**
 * Refuses an address that others can reach while there are no API keys.
 * @throws AppError CONFIG_INVALID
 */
export function assertBindable(host: string, apiKeys = 0): void {
  if (apiKeys > 0 || LOOPBACK.has(host) || host === '::1') return;
  throw new AppError('CONFIG_INVALID', `"${host}" can be reached from other machines, and there is no API key`, {
    field: 'host',
    accepted: '127.0.0.1, localhost or ::1; or any address once an API key exists',
  });
}

const HEADERS: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'DENY',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
};

/** What a page of ours may load: its own files and nothing inline. JSON gets it too; there it says "nothing to run". */
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The documentation page brings one inline style sheet of its own. */
export const DOCS_POLICY = PAGE_POLICY.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'");

export function addSecurityHeaders(app: FastifyInstance): void {
  app.addHook('onSend', async (_request, reply) => {
    for (const [name, value] of Object.entries(HEADERS)) reply.header(name, value);
    if (!reply.hasHeader('content-security-policy')) reply.header('content-security-policy', PAGE_POLICY);
  });
}
