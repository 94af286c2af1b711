import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { timestamp } from '../../database/timestamp.ts';
import { type TestDatabase, testDatabase } from '../../testing/database.ts';
import { isoInstant } from '../../time.ts';
import { parseInt8, parseTimestamptz } from './type-parsers.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(async () => database.close());

const one = async (query: ReturnType<typeof sql>): Promise<unknown> => {
  const { rows } = await query.execute(database.db);
  return (rows as { value: unknown }[])[0]?.value;
};

const instants = fc.integer({ min: Date.parse('0001-01-01T00:00:00Z'), max: Date.parse('9999-12-31T23:59:59.999Z') });

it('reads every instant of the years 1 to 9999 as it was written, to the millisecond', async () => {
  const edges = [0, -1, 1, -62_135_596_800_000, 253_402_300_799_999, Date.UTC(1969, 11, 31, 23, 59, 59, 999)];
  await fc.assert(
    fc.asyncProperty(fc.array(instants, { minLength: 1, maxLength: 200 }), async some => {
      const all = [...edges, ...some];
      expect(await one(sql`select ${all.map(isoInstant)}::timestamptz[] as value`)).toEqual(all);
      expect(await one(sql`select ${timestamp(some[0] ?? 0)} as value`)).toBe(some[0]);
    }),
    { numRuns: 20 },
  );
});

it('writes and compares timestamptz columns through timestamp()', async () => {
  const at = Date.UTC(1969, 0, 1, 1, 2, 3, 456);
  const row = { symbol: 'T', exchange: 'XNYS', currency: null };
  await database.db
    .insertInto('symbol')
    .values({ ...row, added_at: timestamp(at) })
    .execute();
  const read = (from: number) =>
    database.db.selectFrom('symbol').selectAll().where('added_at', '>=', timestamp(from)).execute();
  expect(await read(at)).toEqual([{ ...row, revision: 0, added_at: at }]);
  expect(await read(at + 1)).toEqual([]);
});

it.each([
  ['2024-01-31 20:00:00+00', Date.UTC(2024, 0, 31, 20)],
  ['2024-01-31 20:00:00.123999+00', Date.UTC(2024, 0, 31, 20, 0, 0, 123)],
  ['1969-12-31 23:59:59.9+00', -100],
  ['2024-01-31 20:00:00+05:30', Date.UTC(2024, 0, 31, 14, 30)],
  ['2024-01-31 20:00:00-05', Date.UTC(2024, 1, 1, 1)],
  ['infinity', Number.POSITIVE_INFINITY],
  ['-infinity', Number.NEGATIVE_INFINITY],
])('reads the timestamptz %s as %d', (text, instant) => {
  expect(parseTimestamptz(text)).toBe(instant);
});

it.each(['0044-03-15 12:00:00+00 BC', '', 'yesterday'])('rejects the timestamptz "%s"', text => {
  expect(() => parseTimestamptz(text)).toThrow(RangeError);
});

it.each(['0001-01-01', '1582-10-15', '1969-12-31', '1970-01-01', '2024-02-29', '9999-12-31'])(
  'reads the date %s as that text',
  async date => {
    expect(await one(sql`select ${date}::date as value`)).toBe(date);
    expect(await one(sql`select array[${date}::date, null] as value`)).toEqual([date, null]);
  },
);

it('reads float8 and float8[] to the bit, NaN and infinities included', async () => {
  const special = [
    Number.NaN,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    0.1 + 0.2,
    5e-324,
    1.7976931348623157e308,
  ];
  await fc.assert(
    fc.asyncProperty(fc.array(fc.double(), { maxLength: 100 }), async some => {
      const all = [...special, ...some].map(x => (x === 0 ? 0 : x)); // the driver writes -0 as 0
      expect(await one(sql`select ${all}::float8[] as value`)).toEqual(all);
      const last = all.at(-1);
      expect(await one(sql`select ${last}::float8 as value`)).toBe(last);
    }),
    { numRuns: 20 },
  );
  expect(await one(sql`select '{}'::float8[] as value`)).toEqual([]);
  expect(await one(sql`select '{1,NULL}'::float8[] as value`)).toEqual([1, null]);
});

it('keeps feature rows with their warm-up NaNs', async () => {
  const { db } = database;
  const row = { symbol: 'F', feature_set: 'core@1', session: '1969-12-31', revision: 1 };
  await db
    .insertInto('symbol')
    .values({ symbol: 'F', exchange: 'XNYS', added_at: timestamp(0) })
    .execute();
  const values = [Number.NaN, 1.5, Number.NEGATIVE_INFINITY];
  const written = { ...row, values, state: JSON.stringify([1, [2]]), known_at: timestamp(-1) };
  await db.insertInto('feature_latest').values(written).execute();
  expect(await db.selectFrom('feature_latest').selectAll().where('symbol', '=', 'F').execute()).toEqual([
    { ...row, values, state: [1, [2]], known_at: -1 },
  ]);
});

it('reads int8 and counts as numbers', async () => {
  expect(await one(sql`select 9007199254740991::int8 as value`)).toBe(Number.MAX_SAFE_INTEGER);
  expect(await one(sql`select count(*) as value from (values (1), (2)) as t`)).toBe(2);
  expect(await one(sql`select array[-1, 2]::int8[] as value`)).toEqual([-1, 2]);
});

it('fails instead of rounding an int8 beyond 2^53', async () => {
  expect(() => parseInt8('9007199254740993')).toThrow(RangeError);
  await expect(one(sql`select 9007199254740993::int8 as value`)).rejects.toThrow('9007199254740993');
  expect(await one(sql`select 1 as value`)).toBe(1);
});
