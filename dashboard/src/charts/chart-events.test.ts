import { expect, it } from 'vitest';
import { chartEvents } from './chart-events.ts';

const sessions = ['2018-01-04', '2018-01-05', '2018-01-08'];
const model = { id: 'mv_2', name: 'ses', version: 2 };

it('puts alarms and decisions in order at their sessions', () => {
  const events = chartEvents(
    {
      alarms: [{ session: '2018-01-08' }],
      decisions: [
        { outcome: 'promote', decided_at: '2018-01-05T21:30:00.000Z', reason: 'RMSE 1 against 2 over 20 sessions' },
        { outcome: 'reject', decided_at: '2018-01-04T21:30:00.000Z', reason: 'RMSE 2 against 1 over 20 sessions' },
      ],
    },
    sessions,
  );
  expect(events.map(({ time, kind }) => [time, kind])).toEqual([
    ['2018-01-04', 'rejection'],
    ['2018-01-05', 'promotion'],
    ['2018-01-08', 'alarm'],
  ]);
});

it('moves what happened on a weekend to the session before, and leaves out what came before the chart', () => {
  const events = chartEvents(
    { alarms: [{ session: '2018-01-07' }, { session: '2018-01-03' }], decisions: [] },
    sessions,
  );
  expect(events.map(({ time }) => time)).toEqual(['2018-01-05']);
});

it('marks a champion that was moved by hand, once, and neither the first champion nor the gate’s promotion again', () => {
  const at = (revision: number) => ({ alias: 'champion', revision, moved_at: '2018-01-05T21:30:00.000Z', model });
  const promoted = { outcome: 'promote' as const, decided_at: '2018-01-05T21:30:00.000Z', reason: '' };
  expect(chartEvents({ alarms: [], decisions: [], champion: at(2) }, sessions)).toEqual([
    { time: '2018-01-05', kind: 'promotion', text: 'version 2 became champion' },
  ]);
  expect(chartEvents({ alarms: [], decisions: [], champion: at(1) }, sessions)).toEqual([]);
  expect(chartEvents({ alarms: [], decisions: [promoted], champion: at(2) }, sessions)).toHaveLength(1);
});
