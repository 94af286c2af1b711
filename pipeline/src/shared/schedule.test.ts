import { afterAll, beforeAll, expect, it } from 'vitest';
import { pgScheduleStore } from './adapters/pg-schedule-store.ts';
import { virtualClock } from './clock.ts';
import { runDue, type Schedule } from './schedule.ts';
import { type TestDatabase, testDatabase } from './testing/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const HOUR = 3_600_000;
const hourly = (name: string, ran: string[]): Schedule => ({
  name,
  next: instant => (Math.floor(instant / HOUR) + 1) * HOUR,
  run: async () => void ran.push(name),
});

it('runs what is due, once however many of its moments have passed, and says when the next one is', async () => {
  const ran: string[] = [];
  const clock = virtualClock(10 * HOUR + 1);
  const deps = { schedules: [hourly('a', ran)], store: pgScheduleStore(database.db), clock };
  expect(await runDue(deps)).toBe(11 * HOUR);
  expect(ran).toEqual([]);
  clock.set(11 * HOUR);
  expect(await runDue(deps)).toBe(12 * HOUR);
  expect(await runDue(deps)).toBe(12 * HOUR);
  clock.set(40 * HOUR + 5);
  expect(await runDue(deps)).toBe(41 * HOUR);
  expect(ran).toEqual(['a', 'a']);
});

it('lets one of many schedulers run a moment', async () => {
  const ran: string[] = [];
  const clock = virtualClock(100 * HOUR);
  const deps = { schedules: [hourly('shared', ran)], store: pgScheduleStore(database.db), clock };
  await runDue(deps);
  clock.set(101 * HOUR);
  await Promise.all(Array.from({ length: 8 }, () => runDue(deps)));
  expect(ran).toEqual(['shared']);
});

it('leaves a schedule due whose run failed, and runs the others', async () => {
  const ran: string[] = [];
  const clock = virtualClock(200 * HOUR);
  let broken = true;
  const failing: Schedule = {
    ...hourly('failing', ran),
    async run() {
      if (broken) throw new Error('the queue is away');
      ran.push('failing');
    },
  };
  const deps = { schedules: [failing, hourly('other', ran)], store: pgScheduleStore(database.db), clock };
  await runDue(deps);
  clock.set(201 * HOUR);
  await expect(runDue(deps)).rejects.toThrow('the queue is away');
  expect(ran).toEqual(['other']);
  broken = false;
  expect(await runDue(deps)).toBe(202 * HOUR);
  expect(ran).toEqual(['other', 'failing']);
});

it('runs the others where one does not know its next moment', async () => {
  const ran: string[] = [];
  const clock = virtualClock(300 * HOUR);
  const unknown: Schedule = {
    ...hourly('unknown', ran),
    next() {
      throw new Error('the calendar ends here');
    },
  };
  const deps = { schedules: [unknown, hourly('known', ran)], store: pgScheduleStore(database.db), clock };
  await expect(runDue(deps)).rejects.toThrow('the calendar ends here');
  clock.set(301 * HOUR);
  await expect(runDue(deps)).rejects.toThrow('the calendar ends here');
  expect(ran).toEqual(['known']);
});
