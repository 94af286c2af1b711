import { afterAll, beforeAll, expect, it } from 'vitest';
import { timestamp } from '#shared';
import { type TestServer, testServer } from './testing/app.ts';

let server: TestServer;
beforeAll(async () => {
  server = await testServer();
  const { champion, challenger } = server.seeded;
  const at = (i: number) => timestamp(Date.UTC(2023, 5, 1 + Math.floor(i / 2)));
  const rows = Array.from({ length: 5 }, (_, i) => ({ id: `a${i}`, symbol: i === 4 ? '^GSPC' : 'AAPL', i }));
  await server.database.db
    .insertInto('alarm')
    .values(
      rows.map(({ id, symbol, i }) => ({
        id,
        symbol,
        version_id: champion.id,
        detector: 'rolling-rmse',
        session: '2023-06-01',
        statistic: 1.2 + i,
        threshold: 1.1,
        details: JSON.stringify({ window: 60 }),
        raised_at: at(i),
      })),
    )
    .execute();
  await server.database.db
    .insertInto('decision')
    .values({
      id: 'd1',
      symbol: 'AAPL',
      champion_id: champion.id,
      challenger_id: challenger.id,
      outcome: 'reject',
      reason: 'no better',
      numbers: JSON.stringify({ n: 40, champion_rmse: 1, challenger_rmse: 1.1 }),
      decided_at: at(0),
    })
    .execute();
  await server.database.db
    .insertInto('retraining')
    .values({
      id: 'r1',
      symbol: 'AAPL',
      reason: 'drift',
      alarm_id: 'a0',
      requested_at: at(0),
      challenger_id: null,
      outcome: null,
      finished_at: null,
    })
    .execute();
  await server.database.db
    .insertInto('drift_state')
    .values(
      ['a', 'b', 'c'].map(detector => ({
        symbol: 'AAPL',
        version_id: champion.id,
        detector,
        session: '2023-12-29',
        state: '{}',
        statistic: detector === 'c' ? null : 1,
        threshold: 1.1,
      })),
    )
    .execute();
});
afterAll(() => server.close());

const pages = async (url: string) => {
  const items: unknown[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: { items: unknown[]; next_cursor: string | null } = (
      await server.request('GET', `${url}limit=2${cursor && `&cursor=${cursor}`}`)
    ).body;
    items.push(...page.items);
    cursor = page.next_cursor;
  }
  return items;
};

it('pages through alarms that were raised in the same moment, newest first', async () => {
  expect(await pages('/v1/alarms?')).toMatchObject(['a4', 'a3', 'a2', 'a1', 'a0'].map(id => ({ id })));
  expect(await pages('/v1/alarms?symbol=aapl&')).toMatchObject(['a3', 'a2', 'a1', 'a0'].map(id => ({ id })));
  expect((await pages('/v1/alarms?'))[4]).toEqual({
    id: 'a0',
    symbol: 'AAPL',
    version_id: server.seeded.champion.id,
    detector: 'rolling-rmse',
    session: '2023-06-01',
    statistic: 1.2,
    threshold: 1.1,
    details: { window: 60 },
    raised_at: '2023-06-01T00:00:00.000Z',
  });
});

it('shows detectors, decisions and retrainings', async () => {
  expect(await pages('/v1/drift?')).toMatchObject([
    { detector: 'a' },
    { detector: 'b' },
    { detector: 'c', statistic: null },
  ]);
  expect(await pages('/v1/decisions?')).toMatchObject([{ id: 'd1', outcome: 'reject', numbers: { n: 40 } }]);
  expect(await pages('/v1/retrainings?')).toMatchObject([
    { id: 'r1', alarm_id: 'a0', outcome: null, finished_at: null },
  ]);
  const { body } = await server.request('GET', '/metrics');
  expect(body).toContain('nextclose_retrainings{outcome="requested"} 1');
  expect(body).toContain('nextclose_alarms 5');
});

it('queues work once, one job per symbol for trainings', async () => {
  const post = async (body: object) => (await server.request('POST', '/v1/jobs', { body })).body;
  expect(await post({ name: 'train' })).toEqual({
    items: [
      { name: 'train.v1', symbols: ['AAPL'], queued: true },
      { name: 'train.v1', symbols: ['^GSPC'], queued: true },
    ],
  });
  expect(await post({ name: 'train', symbols: ['aapl'] })).toMatchObject({ items: [{ queued: false }] });
  expect(await post({ name: 'ingest', symbols: ['new1', 'AAPL'], from: '2024-01-01' })).toMatchObject({
    items: [{ symbols: ['AAPL', 'NEW1'], queued: true }],
  });
  expect(await post({ name: 'settle', symbols: ['NEW1'] })).toMatchObject({ status: 404, code: 'SYMBOL_NOT_FOUND' });
  expect(await post({ name: 'settle', reason: 'x' })).toMatchObject({ status: 422, field: 'reason' });
  expect(await post({ name: 'ingest', from: '2024-02-01', to: '2024-01-01' })).toMatchObject({
    status: 422,
    field: 'from',
  });
  expect(await post({ name: 'deploy' })).toMatchObject({ status: 422, field: 'name' });
  const listed = (await server.request('GET', '/v1/jobs?name=train')).body.items;
  expect(listed).toMatchObject([{ payload: { symbol: '^GSPC' }, state: 'waiting' }, { payload: { symbol: 'AAPL' } }]);
  expect((await server.request('GET', `/v1/jobs/${listed[0].id}`)).body).toEqual(listed[0]);
});
