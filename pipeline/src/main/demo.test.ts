import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { silentLog } from '#shared';
import type { PolicySummary } from '../replay/index.ts';
import { type OpenDatabase, openDatabase } from '../shared/adapters/postgres/open-database.ts';
import { type CliResult, runCli, testFolder } from './testing/cli.ts';
import { offences } from './testing/house-style.ts';

// Apple from its first bar on; the index has thirteen years of history by then, which the first ingest backfills.
const SHORT = ['--from', '2013-05-13', '--to', '2015-06-30'];

const folder = testFolder();
let result: CliResult;
let summary: PolicySummary & { symbols: { symbol: string; n: number }[] };
let database: OpenDatabase;

beforeAll(async () => {
  result = await runCli(folder, ['demo', '--exit', '--json', ...SHORT]);
  if (result.code !== 0) throw new Error(result.stderr);
  summary = JSON.parse(result.stdout);
  database = await openDatabase({ dataDir: `${folder}/.nextclose`, schema: 'demo', log: silentLog });
}, 180_000);
afterAll(() => database.close());

async function count(query: string): Promise<number> {
  const { rows } = await sql.raw<{ n: number }>(query).execute(database.db);
  return rows[0]?.n ?? Number.NaN;
}

it('ends with code 0 and one JSON document on stdout', () => {
  expect(result).toMatchObject({ code: 0 });
  expect(summary).toMatchObject({ policy: 'brief', schema: 'demo' });
  expect(offences(summary)).toEqual([]);
});

it.each([
  ['bars', 'select count(*) as n from bar'],
  ['forecasts', `select count(*) as n from forecast where origin = 'canonical'`],
  ['settlements', 'select count(*) as n from settlement'],
  ['alarms', 'select count(*) as n from alarm'],
  ['retrainings', 'select count(*) as n from retraining'],
  ['promotions', `select count(*) as n from decision where outcome = 'promote'`],
  ['rejections', `select count(*) as n from decision where outcome = 'reject'`],
  ['versions', 'select count(*) as n from model_version'],
] as const)('counts %s as SQL does', async (key, query) => {
  const n = await count(query);
  expect(summary.counts[key]).toBe(n);
  expect(n, `${key}: the replay must exercise it`).toBeGreaterThan(0);
});

it('accepted at least one challenger and rejected at least one, or says why none', () => {
  const { promotions, rejections } = summary.counts;
  if (promotions === 0 || rejections === 0) expect(summary.note).toMatch(/no challenger/);
  else expect(summary.note).toBeNull();
});

it('settled every canonical forecast whose target session has a bar, once', async () => {
  const due = `select count(*) as n from forecast f join bar b on b.symbol = f.symbol and b.session = f.target_session where f.origin = 'canonical'`;
  expect(await count('select count(*) as n from settlement')).toBe(await count(due));
  expect(await count('select count(distinct forecast_id) as n from settlement')).toBe(await count(due));
});

it('forecast nothing from a bar that was not known yet, and trained nothing on one', async () => {
  const early = `select count(*) as n from forecast f join bar b on b.symbol = f.symbol and b.session = f.session where b.known_at > f.made_at`;
  expect(await count(early)).toBe(0);
  const hindsight = `select count(*) as n from forecast f join model_version v on v.id = f.version_id where v.cutoff > f.session`;
  expect(await count(hindsight)).toBe(0);
});

it('judged every challenger on sessions after both cut-offs only', async () => {
  const inside = `select count(*) as n from decision where (numbers->>'from') <= (numbers->>'champion_cutoff') or (numbers->>'from') <= (numbers->>'challenger_cutoff')`;
  expect(await count(inside)).toBe(0);
  const worse = `select count(*) as n from decision where outcome = 'promote' and (numbers->>'challenger_rmse')::float8 >= (numbers->>'champion_rmse')::float8`;
  expect(await count(worse)).toBe(0);
});

it('scored champion and random walk on the same sessions, and the random walk as the last close', async () => {
  const naive = `select count(*) as n from forecast f join model_alias a on a.version_id = f.version_id and a.alias = 'random_walk' where f.mean <> f.previous_close`;
  expect(await count(naive)).toBe(0);
  for (const symbol of summary.symbols) expect(symbol.n).toBeGreaterThan(100);
});

it('left a trail: every promotion has a decision, an alias move and a retraining', async () => {
  const orphans = `select count(*) as n from decision d where outcome = 'promote'
    and not exists (select 1 from alias_move m where m.decision_id = d.id and m.alias = 'champion')`;
  expect(await count(orphans)).toBe(0);
  const open = `select count(*) as n from retraining r join decision d on d.challenger_id = r.challenger_id where r.outcome not in ('promoted', 'rejected')`;
  expect(await count(open)).toBe(0);
});

it('wrote offline features for every bar', async () => {
  const { rows } = await sql<{
    symbol: string;
    n: number;
  }>`select symbol, count(*) as n from bar group by symbol`.execute(database.db);
  expect(rows.map(({ symbol }) => symbol).sort()).toEqual(['AAPL', '^GSPC']);
});

/** A command on the demo's tables, by the CLI. */
async function onDemo(...args: string[]) {
  const { code, stdout, stderr } = await runCli(folder, [...args, '--schema', 'demo', '--json']);
  expect({ code, stderr }).toMatchObject({ code: 0 });
  const document = JSON.parse(stdout);
  expect(offences(document)).toEqual([]);
  return document;
}

it('can be asked about by --schema: status, models and detectors are those of the demo', async () => {
  expect(await onDemo('status')).toMatchObject({ schema: 'demo', counts: summary.counts });
  const { models } = await onDemo('models', 'AAPL');
  expect(models).toHaveLength(await count(`select count(*) as n from model_version where symbol = 'AAPL'`));
  const { states, alarms, judgements } = await onDemo('drift');
  expect(states).toHaveLength(await count('select count(*) as n from drift_state'));
  expect({ alarms, judgements }).toEqual({ alarms: [], judgements: [] });
  const { files } = await onDemo('export', '--out', 'exported', '--format', 'csv');
  expect(files.find(({ path }: { path: string }) => path.endsWith('alarm.csv'))).toMatchObject({
    rows: summary.counts.alarms,
  });
});

it('explains a canonical forecast to the same bits', async () => {
  const newest = sql<{
    id: string;
  }>`select id from forecast where origin = 'canonical' order by made_at desc, id limit 1`;
  const { rows } = await newest.execute(database.db);
  const explained = await onDemo('explain', rows[0]?.id ?? '');
  expect(explained).toMatchObject({ forecast: { id: rows[0]?.id, origin: 'canonical' }, replayed: { same: true } });
});

it('lists the schemas that are there when asked for another, and makes none', async () => {
  const { code, stdout } = await runCli(folder, ['status', '--schema', 'replay_none', '--json']);
  expect({ code, ...JSON.parse(stdout) }).toMatchObject({
    code: 1,
    error: { code: 'NOT_FOUND', message: expect.stringContaining('replay_none'), accepted: 'demo' },
  });
  expect(await count(`select count(*) as n from pg_namespace where nspname = 'replay_none'`)).toBe(0);
});

it('replays to the same bytes', async () => {
  const again = await runCli(testFolder(), ['demo', '--exit', '--json', ...SHORT]);
  expect(JSON.parse(again.stdout).digest).toBe(summary.digest);
}, 180_000);
