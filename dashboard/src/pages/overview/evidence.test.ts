import { describe, expect, it } from 'vitest';
import { forecastOf } from '../../testing/records.ts';
import { coverageNote, directionNote, lossDifferences, MINIMUM_SESSIONS, skillVerdict } from './evidence.ts';

/** n values with the mean and standard deviation given, both exact. */
const spread = (n: number, mean: number, deviation: number): number[] => {
  const size = deviation * Math.sqrt((n - 1) / n);
  return Array.from({ length: n }, (_, i) => mean + (i % 2 === 0 ? size : -size));
};

describe('lossDifferences', () => {
  it('is the random walk’s squared error less the champion’s, each divided by the previous close', () => {
    const row = forecastOf({ previous_close: 100, actual: 102, error: 1 });
    expect(lossDifferences([row], null, null)).toEqual([expect.closeTo(0.02 ** 2 - 0.01 ** 2, 12)]);
  });

  it('keeps the sessions of the window, both ends included, and leaves out what is not settled', () => {
    const rows = ['2018-01-02', '2018-01-03', '2018-01-04', '2018-01-05'].map(target_session =>
      forecastOf({ target_session }),
    );
    const open = forecastOf({ target_session: '2018-01-04', actual: null, error: null });
    expect(lossDifferences([...rows, open], '2018-01-03', '2018-01-04')).toHaveLength(2);
  });
});

describe('skillVerdict', () => {
  const scores = (n: number, rmse: number) => ({ n, rmse, randomWalkRmse: 1 });

  it('says how many sessions are missing while there are few', () => {
    const verdict = skillVerdict(scores(12, 0.5), spread(12, 1, 0.1));
    expect(verdict.title).toBe('Not enough evidence yet');
    expect(verdict.text).toBe('12 sessions scored so far. About 18 more sessions before a comparison means anything.');
  });

  it('never claims skill from fewer sessions than the least, however good they are', () => {
    for (let n = 0; n < MINIMUM_SESSIONS; n++)
      expect(skillVerdict(scores(n, 0.1), spread(n, 1, 0.01)).tone).toBe('open');
  });

  it.each([
    [2.2, 'good', 'Better than the random walk'],
    [-2.2, 'bad', 'Worse than the random walk'],
    [1.9, 'open', 'Not enough evidence yet'],
    [-1.9, 'open', 'Not enough evidence yet'],
  ])('with a t statistic of %s is %s: %s', (t, tone, title) => {
    const n = 100;
    const verdict = skillVerdict(scores(n, 1 - t / 100), spread(n, t, Math.sqrt(n)));
    expect([verdict.tone, verdict.title]).toEqual([tone, title]);
  });

  it('names the direction, the size and n', () => {
    expect(skillVerdict(scores(100, 0.978), spread(100, 2.2, 10)).text).toContain(
      'RMSE is 2.20\u00a0% lower than the random walk’s over 100 sessions',
    );
    expect(skillVerdict(scores(100, 1.01), spread(100, -1, 10)).text).toContain('1.00\u00a0% higher');
  });

  it('says how many more sessions it would take if it stayed like this', () => {
    // t = 1 at n = 100 reaches 1.96 at n = 100 · 1.96² = 384.2
    expect(skillVerdict(scores(100, 0.99), spread(100, 1, 10)).text).toContain('about 285 more sessions would tell');
    expect(skillVerdict(scores(100, 0.999), spread(100, 0.1, 10)).text).toContain('more than ten years');
    expect(skillVerdict(scores(100, 1), spread(100, 0, 10)).text).toContain('more than ten years');
  });

  it('tests nothing when a session of the scores is not at hand', () => {
    const verdict = skillVerdict(scores(100, 0.9), spread(99, 5, 1));
    expect(verdict.tone).toBe('open');
    expect(verdict.text).toContain('not tested');
  });

  it('claims nothing of a champion that is the random walk', () => {
    expect(skillVerdict(scores(60, 1), new Array(60).fill(0)).tone).toBe('open');
  });
});

describe('coverageNote', () => {
  it.each([
    [0.9, 0.9, 60, 'as promised'],
    [0.8334, 0.9, 60, 'as promised'],
    [0.45, 0.9, 60, 'intervals too narrow'],
    [1, 0.9, 250, 'intervals too wide'],
    [0.2, 0.9, 20, 'not enough evidence yet'],
    [0.9, null, 60, ''],
  ])('a coverage of %s where %s was promised, n = %s: "%s"', (coverage, level, n, note) => {
    expect(coverageNote(coverage, level, n)).toBe(note);
  });
});

describe('directionNote', () => {
  it.each([
    [0.55, 0.5333, 60, 'above always-majority, within chance'],
    [0.5, 0.5333, 60, 'no better than always-majority'],
    [0.6, 0.52, 250, 'better than always-majority'],
    [0.75, 0.52, 250, 'suspiciously good: check for a leak of the future'],
    [0.9, 0.5, 20, 'not enough evidence yet'],
    [null, null, 0, ''],
  ])('an accuracy of %s beside %s, n = %s: "%s"', (accuracy, majority, n, note) => {
    expect(directionNote(accuracy, majority, n)).toBe(note);
  });
});
