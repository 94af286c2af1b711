import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AppError, canonicalJson, sha256 } from '#shared';
import { lru } from './cache.ts';

type Answer = {
  readonly status: number;
  readonly type: string | undefined;
  readonly etag: string | undefined;
  readonly payload: unknown;
};
type Entry = {
  readonly request: string;
  readonly answer: Promise<Answer | undefined>;
  settle(answer: Answer | undefined): void;
};

const mine = Symbol('idempotency entry');
type Marked = FastifyRequest & { [mine]?: Entry };

/** Keys that are remembered; the least recently used one is forgotten first. */
const REMEMBERED = 10_000;

/**
 * A POST with an `Idempotency-Key` runs once: a repetition, also one that comes while the first still runs, gets the first
 * answer. Remembered in this process only. Server faults (5xx) are not remembered, so that they can be tried again.
 */
export function honourIdempotencyKeys(app: FastifyInstance): void {
  const entries = lru<Entry>(REMEMBERED);
  app.addHook('preHandler', async (request: Marked, reply) => {
    const key = request.headers['idempotency-key'];
    if (request.method !== 'POST' || typeof key !== 'string' || request.is404) return;
    const fingerprint = sha256(canonicalJson([request.url, request.headers['if-match'] ?? null, request.body ?? null]));
    for (let known = entries.get(key); known; known = entries.get(key)) {
      if (known.request !== fingerprint) throw mismatch();
      const answer = await known.answer;
      if (answer) return replay(reply, answer);
    }
    const entry = newEntry(fingerprint);
    request[mine] = entry;
    entries.set(key, entry);
  });
  app.addHook('onSend', async (request: Marked, reply, payload) => {
    const entry = request[mine];
    if (!entry) return;
    const faulty = reply.statusCode >= 500 || typeof payload !== 'string';
    if (faulty) entries.delete(String(request.headers['idempotency-key']));
    const header = (name: string) => reply.getHeader(name)?.toString();
    entry.settle(
      faulty ? undefined : { status: reply.statusCode, type: header('content-type'), etag: header('etag'), payload },
    );
  });
}

function newEntry(request: string): Entry {
  const { promise, resolve } = Promise.withResolvers<Answer | undefined>();
  return { request, answer: promise, settle: resolve };
}

function replay(reply: FastifyReply, { status, type, etag, payload }: Answer): FastifyReply {
  if (type !== undefined) reply.type(type);
  if (etag !== undefined) reply.header('etag', etag);
  return reply.code(status).header('idempotency-replayed', 'true').serializer(String).send(payload);
}

const mismatch = (): AppError =>
  new AppError('IDEMPOTENCY_MISMATCH', 'this key was used for another request', {
    field: 'idempotency-key',
    accepted: 'a new key for a new request',
  });
