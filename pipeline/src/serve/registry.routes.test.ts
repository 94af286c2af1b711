import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestServer, testServer } from './testing/app.ts';

let server: TestServer;
beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server.close());

const championOf = async () => (await server.deps.models.alias('AAPL', 'champion'))?.versionId;
/** The answer's model, once the server has read the alias again: it may be 250 ms old. */
const servedModel = async (expected: string) => {
  const until = performance.now() + 1000;
  for (;;) {
    const { body } = await server.request('GET', '/v1/symbols/AAPL/forecast');
    if (body.model.id === expected || performance.now() > until) return body.model.id;
  }
};

it('lists versions with their aliases, page by page, newest first', async () => {
  const all = (await server.request('GET', '/v1/models')).body.items;
  expect(all).toHaveLength(4);
  const paged = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: { items: { id: string }[]; next_cursor: string | null } = (
      await server.request('GET', `/v1/models?limit=1${cursor && `&cursor=${cursor}`}`)
    ).body;
    paged.push(...page.items);
    cursor = page.next_cursor;
  }
  expect(paged).toEqual(all);
  const own = (await server.request('GET', '/v1/symbols/AAPL/models')).body.items;
  expect(own).toHaveLength(3);
  const champion = own.find((one: { id: string }) => one.id === server.seeded.champion.id);
  expect(champion).toMatchObject({ name: 'arima(1,1,1)', aliases: ['champion', 'price_only'], scores: { n: 10 } });
  expect((await server.request('GET', '/v1/models?symbol=*')).body.items).toMatchObject([
    { symbol: '*', name: 'drift' },
  ]);
});

it('promotes only while If-Match names the revision, and serving follows without a restart', async () => {
  const { champion, challenger } = server.seeded;
  const before = await server.request('GET', `/v1/models/${challenger.id}`);
  expect(before.body).toMatchObject({ champion: false, champion_revision: 1, lineage: { code_version: 'test' } });
  expect(before.headers['etag']).toBe('"1"');
  expect(await servedModel(champion.id)).toBe(champion.id);

  const url = `/v1/models/${challenger.id}/promote`;
  const stale = await server.request('POST', url, { headers: { 'if-match': '"7"' } });
  expect(stale.body).toMatchObject({ status: 412, code: 'PRECONDITION_FAILED', field: 'if-match' });
  const wrong = await server.request('POST', url, { headers: { 'if-match': '"abc"' } });
  expect(wrong.body).toMatchObject({ status: 422, field: 'if-match' });
  expect(await championOf()).toBe(champion.id);

  const moved = await server.request('POST', url, {
    headers: { 'if-match': '"1"', 'x-request-id': 'promotion-1' },
    body: { reason: 'looks better' },
  });
  expect(moved.body).toMatchObject({ symbol: 'AAPL', alias: 'champion', version_id: challenger.id, revision: 2 });
  expect(moved.headers['etag']).toBe('"2"');
  expect(await servedModel(challenger.id)).toBe(challenger.id);
  const audit = (await server.deps.models.moves('AAPL', 'champion')).at(-1);
  expect(audit).toMatchObject({
    from: champion.id,
    to: challenger.id,
    actor: 'http promotion-1',
    reason: 'looks better',
  });

  const repeated = await server.request('POST', url, { headers: { 'if-match': '"1"' } });
  expect(repeated.status).toBe(412);
});

it('rolls back to the champion before, once per Idempotency-Key', async () => {
  const { champion, challenger } = server.seeded;
  const url = '/v1/symbols/AAPL/rollback';
  const headers = { 'idempotency-key': 'rollback-1' };
  const before = await championOf();
  expect(before).toBe(challenger.id);
  const answers = await Promise.all([1, 2, 3].map(() => server.request('POST', url, { headers })));
  for (const { body } of answers) expect(body).toEqual(answers[0]?.body);
  expect(await championOf()).toBe(champion.id);
  expect(answers.filter(one => one.headers['idempotency-replayed'] === 'true')).toHaveLength(2);

  const other = await server.request('POST', url, { headers, body: { reason: 'another request' } });
  expect(other.body).toMatchObject({ status: 422, code: 'IDEMPOTENCY_MISMATCH', field: 'idempotency-key' });

  const next = await server.request('POST', url);
  expect(next.body).toMatchObject({ status: 409, code: 'NO_MODEL', detail: expect.stringContaining('1 rollback(s)') });
});

it('says that there is nothing to roll back to, and no such version', async () => {
  expect((await server.request('POST', '/v1/symbols/%5EGSPC/rollback')).body).toMatchObject({
    status: 409,
    code: 'NO_MODEL',
  });
  expect((await server.request('POST', '/v1/models/mv_none/promote')).body).toMatchObject({
    status: 404,
    code: 'MODEL_NOT_FOUND',
  });
  const pooled = await server.request('POST', `/v1/models/${server.seeded.pooled.id}/promote`);
  expect(pooled.body).toMatchObject({ status: 422, field: 'id' });
});
