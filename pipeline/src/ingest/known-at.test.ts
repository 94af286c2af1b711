import { expect, it } from 'vitest';
import { calendar } from '#shared';
import { barKnownAt, type Coverage, eventKnownAt } from './known-at.ts';

const nyse = calendar('XNYS');
const none: Coverage = { firstSession: undefined, lastSession: undefined, liveSince: undefined };
const live: Coverage = { firstSession: '2024-03-01', lastSession: '2024-03-22', liveSince: '2024-03-11' };
const backfilled: Coverage = { ...live, liveSince: undefined };
const now = nyse.close('2024-03-26') + 60_000;
const assumed = (session: string) => ({ knownAt: nyse.close(session), knownAssumed: true });
const learned = { knownAt: now, knownAssumed: false };

it.each([
  ['received before the next close', '2024-03-26', none, learned],
  ['received before the next close, a day late', '2024-03-25', live, { ...assumed('2024-03-25') }],
  ['backfilled', '2024-03-04', none, assumed('2024-03-04')],
  ['older than all that is on record', '2024-02-20', live, assumed('2024-02-20')],
  ['a hole among backfilled sessions', '2024-03-12', backfilled, assumed('2024-03-12')],
  ['a hole before the live sessions', '2024-03-05', live, assumed('2024-03-05')],
  ['a hole among live sessions', '2024-03-12', live, learned],
])('a bar %s', (_name, session, coverage, known) => {
  expect(barKnownAt(session, now, nyse, coverage)).toEqual(known);
});

it('a bar counts as received in time until the moment at which the next session closes', () => {
  const next = nyse.close('2024-03-26');
  expect(barKnownAt('2024-03-25', next - 1, nyse, none)).toEqual({ knownAt: next - 1, knownAssumed: false });
  expect(barKnownAt('2024-03-25', next, nyse, none)).toEqual(assumed('2024-03-25'));
});

it.each([
  ['of a first load', '2024-03-12', none, assumed('2024-03-12')],
  ['of the newest session', '2024-03-26', live, learned],
  ['among sessions on record, whose prices it would change', '2024-03-12', backfilled, learned],
  ['at or before the first session on record, whose prices it leaves alone', '2024-03-01', live, assumed('2024-03-01')],
  ['on a day without trading', '2024-03-23', none, assumed('2024-03-25')],
])('an event %s', (_name, session, coverage, known) => {
  expect(eventKnownAt(session, now, nyse, coverage)).toEqual(known);
});
