import { describe, expect, it } from 'vitest';
import { forecastOf } from '../../testing/records.ts';
import { championSpells, madeDuring } from './champion-spells.ts';

const champion = {
  alias: 'champion',
  revision: 3,
  moved_at: '2018-03-01T21:30:00.000Z',
  model: { id: 'mv_3', name: 'ses', version: 3 },
};
const decision = (outcome: 'promote' | 'reject', champion_id: string, challenger_id: string, decided_at: string) => ({
  outcome,
  champion_id,
  challenger_id,
  decided_at,
});

describe('championSpells', () => {
  it('knows one spell without an end when nothing was decided', () => {
    expect(championSpells({ champion, decisions: [], versions: [] })).toEqual([
      { versionId: 'mv_3', from: '', until: undefined },
    ]);
  });

  it('follows a promotion to the refit of its challenger and passes over a rejection', () => {
    const decisions = [
      decision('promote', 'mv_1', 'mv_2', '2018-03-01T21:30:00.000Z'),
      decision('reject', 'mv_1', 'mv_0', '2018-01-02T21:30:00.000Z'),
    ];
    const versions = [{ id: 'mv_3', lineage: { refit_of: 'mv_2' } }];
    expect(championSpells({ champion, decisions, versions })).toEqual([
      { versionId: 'mv_3', from: '2018-03-01T21:30:00.000Z', until: undefined },
      { versionId: 'mv_1', from: '', until: '2018-03-01T21:30:00.000Z' },
    ]);
  });

  it('sees a champion that was moved by hand after the last decision', () => {
    const decisions = [decision('reject', 'mv_1', 'mv_2', '2018-01-02T21:30:00.000Z')];
    expect(championSpells({ champion, decisions, versions: [] })).toEqual([
      { versionId: 'mv_3', from: '2018-03-01T21:30:00.000Z', until: undefined },
      { versionId: 'mv_1', from: '', until: '2018-03-01T21:30:00.000Z' },
    ]);
  });

  it('is empty for a symbol without a champion', () => {
    expect(championSpells({ champion: undefined, decisions: [], versions: [] })).toEqual([]);
  });
});

describe('madeDuring', () => {
  it('keeps forecasts of the next close only, from the first moment of the spell until before its end', () => {
    const spell = { versionId: 'mv_1', from: '2018-01-02T21:30:00.000Z', until: '2018-01-04T21:30:00.000Z' };
    const made = ['2018-01-01', '2018-01-02', '2018-01-03', '2018-01-04'].map(session => forecastOf({ session }));
    const kept = madeDuring([...made, forecastOf({ session: '2018-01-03', horizon: 2 })], spell);
    expect(kept.map(row => [row.session, row.horizon])).toEqual([
      ['2018-01-02', 1],
      ['2018-01-03', 1],
    ]);
  });
});
