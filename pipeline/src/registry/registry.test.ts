import { afterAll, beforeAll, expect, it } from 'vitest';
import { testDatabase } from '../shared/testing/database.ts';
import { pgModelStore } from './adapters/pg-model-store.ts';
import type { ModelStore, NewVersion } from './ports.ts';
import { point, promote, rollback } from './promote.ts';

let store: ModelStore;
let close: () => Promise<void>;

beforeAll(async () => {
  const database = await testDatabase();
  store = pgModelStore(database.db);
  close = () => database.close();
});
afterAll(() => close());

const AT = Date.UTC(2024, 0, 2);
const version = (symbol: string, cutoff: string, more: Partial<NewVersion> = {}): NewVersion => ({
  symbol,
  spec: 'naive',
  priceOnly: true,
  artifact: { family: 'price', spec: 'naive', fit: { b: 1, a: [0.1, 1e-300] } },
  lineage: {
    code_version: 'nextclose@0',
    feature_set: null,
    window_from: '2020-01-02',
    window_to: cutoff,
    observations: 500,
    data_vintage: 'abc',
    reason: 'test',
  },
  scores: {
    n: 120,
    rmse: 0.011,
    mae: 0.008,
    mape: 0.8,
    mase: 1.01,
    rmse_price: 1.3,
    random_walk_rmse: 0.01,
    random_walk_mae: 0.007,
    directional_accuracy: null,
    majority_accuracy: null,
    directional_n: 0,
  },
  cutoff,
  registeredAt: AT,
  ...more,
});
const move = { actor: 'test', reason: 'because', at: AT };

it('gives a version back as it was registered, to the bit', async () => {
  const registered = await store.register(version('BITS', '2023-12-29'));
  expect(await store.get(registered.id)).toEqual(registered);
  expect(registered.number).toBe(1);
});

it('registers the same content once, whenever it comes', async () => {
  const first = await store.register(version('SAME', '2023-12-29'));
  const again = await store.register(version('SAME', '2023-12-29', { registeredAt: AT + 5000 }));
  expect(again).toEqual(first);
  expect(await store.list({ symbol: 'SAME' })).toHaveLength(1);
});

it('numbers the versions of a symbol without gaps when many are registered at once', async () => {
  const days = Array.from({ length: 12 }, (_, i) => `2023-11-${String(i + 1).padStart(2, '0')}`);
  const registered = await Promise.all(days.map(day => store.register(version('MANY', day))));
  expect(registered.map(({ number }) => number).sort((a, b) => a - b)).toEqual(days.map((_, i) => i + 1));
});

it('lets exactly one of many movers win, and audits only that one', async () => {
  const versions = await Promise.all(
    ['2023-10-02', '2023-10-03', '2023-10-04'].map(day => store.register(version('RACE', day))),
  );
  for (const expected of [0, 1]) {
    const tries = versions.map(({ id }) =>
      store.move({ ...move, symbol: 'RACE', alias: 'champion', to: id, expected }),
    );
    const outcomes = await Promise.allSettled(tries);
    const lost = outcomes.filter(outcome => outcome.status === 'rejected');
    expect(lost).toHaveLength(versions.length - 1);
    for (const { reason } of lost) expect(reason).toMatchObject({ code: 'ALIAS_MOVED' });
    expect(await store.moves('RACE')).toHaveLength(expected + 1);
  }
  expect(await store.alias('RACE', 'champion')).toMatchObject({ revision: 2 });
});

it('refuses to promote on a revision that is no longer true', async () => {
  const { id } = await store.register(version('STALE', '2023-10-02'));
  await promote(store, { ...move, versionId: id });
  await expect(promote(store, { ...move, versionId: id, expected: 0 })).rejects.toMatchObject({ code: 'ALIAS_MOVED' });
});

it('promotes once however often it is asked, and points the price-only alias at a champion that needs closes only', async () => {
  const { id } = await store.register(version('PRICE', '2023-10-02'));
  await promote(store, { ...move, versionId: id });
  await promote(store, { ...move, versionId: id });
  expect(await store.moves('PRICE', 'champion')).toHaveLength(1);
  expect(await store.alias('PRICE', 'price_only')).toMatchObject({ versionId: id });

  const rich = await store.register(version('PRICE', '2023-10-03', { priceOnly: false, spec: 'ridge(core@1)' }));
  await promote(store, { ...move, versionId: rich.id });
  expect(await store.alias('PRICE', 'price_only')).toMatchObject({ versionId: id });
});

/** Registers a version per name and promotes them one after another. */
async function promoted(symbol: string, names: string): Promise<(id: string | null) => string> {
  const ids = new Map<string, string>();
  for (const name of names) {
    const known = ids.get(name);
    const id = known ?? (await store.register(version(symbol, `2023-10-0${1 + ids.size}`))).id;
    ids.set(name, id);
    await promote(store, { ...move, versionId: id });
  }
  return id => [...ids].find(([, known]) => known === id)?.[0] ?? '?';
}

it.each([
  ['A', 1, []],
  ['AB', 2, ['A']],
  ['ABC', 3, ['B', 'A']],
  ['ABA', 3, ['B', 'A']],
])('of champions %s the first of %i rollbacks go back to %j, the last finds none left', async (names, tries, back) => {
  const symbol = `BACK-${names}`;
  const nameOf = await promoted(symbol, names);
  const seen: string[] = [];
  for (let i = 1; i < tries; i++) seen.push(nameOf((await rollback(store, { ...move, symbol })).versionId));
  expect(seen).toEqual(back);
  await expect(rollback(store, { ...move, symbol })).rejects.toMatchObject({
    code: 'NO_MODEL',
    message: expect.stringContaining(tries === 1 ? 'no earlier champion' : `${tries - 1} rollback(s)`),
  });
  const history = await store.moves(symbol, 'champion');
  expect(history.map(({ actor }) => actor)).toEqual([
    ...[...names].map(() => 'test'),
    ...back.map(() => 'rollback by test'),
  ]);
});

it('rolls back what was promoted after a rollback to the champion before it', async () => {
  const nameOf = await promoted('AFTER', 'AB');
  await rollback(store, { ...move, symbol: 'AFTER' });
  const { id } = await store.register(version('AFTER', '2023-10-09'));
  await promote(store, { ...move, versionId: id });
  expect(nameOf((await rollback(store, { ...move, symbol: 'AFTER' })).versionId)).toBe('A');
});

it('names the id of a version that is not registered', async () => {
  await expect(promote(store, { ...move, versionId: 'mv_none' })).rejects.toMatchObject({
    code: 'MODEL_NOT_FOUND',
    message: expect.stringContaining('mv_none'),
  });
});

it('takes an alias away and leaves a trace of it', async () => {
  const { id } = await store.register(version('GONE', '2023-10-02'));
  const alias = { ...move, symbol: 'GONE', alias: 'challenger' as const };
  await point(store, { ...alias, to: id });
  await point(store, { ...alias, to: null });
  await point(store, { ...alias, to: null });
  expect((await store.moves('GONE')).map(({ from, to }) => [from, to])).toEqual([
    [null, id],
    [id, null],
  ]);
});
