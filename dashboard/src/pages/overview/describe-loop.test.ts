import { describe, expect, it } from 'vitest';
import {
  detectorRule,
  inUnit,
  numberAt,
  retrainingCause,
  textAt,
  unitOf,
  versionName,
  withShortIds,
} from './describe-loop.ts';

const details = { baseline: 0.0132, window: 20, ratio: 0.1, consecutive: 3, errors: 'relative' };

it('says the rule of an alarm in words', () => {
  expect(detectorRule('rolling-rmse(20,0.1,3,relative)', details)).toBe(
    'rolling RMSE of 20 sessions more than 10\u00a0% above training, 3 in a row',
  );
});

it('names a detector whose numbers it does not know', () =>
  expect(detectorRule('adwin(0.002)', {})).toBe('adwin(0.002)'));

it.each([
  [{ errors: 'relative' }, '1.82\u00a0%'],
  [{ errors: 'price' }, '0.0182'],
  [unitOf('rolling-rmse(20,0.1,3,price)'), '0.0182'],
  [unitOf('rolling-rmse(20,0.1,3,relative)'), '1.82\u00a0%'],
])('shows a statistic of %j as %s', (unit, text) => expect(inUnit(0.0182, unit)).toBe(text));

describe('fields of a free record', () => {
  it.each([[{ n: '3' }], [{ n: Number.NaN }], [{}], [{ n: null }]])('finds no number in %j', fields => {
    expect(numberAt(fields, 'n')).toBeNull();
  });
  it('finds what is there', () => {
    expect(numberAt({ n: 0 }, 'n')).toBe(0);
    expect(textAt({ reason: 'first training' }, 'reason')).toBe('first training');
    expect(textAt({ reason: '' }, 'reason')).toBeNull();
  });
});

it('names a version, or its id where the version is not known', () => {
  const versions = [{ id: 'mv_1', name: 'ses', version: 4 }];
  expect(versionName('mv_1', versions)).toBe('v4 · ses');
  expect(versionName('mv_57eac21a234f3d0471013cc3e32d24a5', versions)).toBe('mv_57eac21a23…');
  expect(versionName(null, versions)).toBe('–');
});

it('shortens long ids inside a text and nothing else', () => {
  expect(withShortIds('refit after dc_7736614b02cd12875caefd9d8507c323')).toBe('refit after dc_7736614b02…');
  expect(withShortIds('first training')).toBe('first training');
});

it('names the alarm that caused a retraining, else the reason given', () => {
  const alarms = [{ id: 'al_1', session: '2018-04-09' }];
  expect(retrainingCause('x', 'al_1', alarms)).toBe('after the alarm of 9 Apr 2018');
  expect(retrainingCause('new regime', null, alarms)).toBe('new regime');
  expect(retrainingCause('x', 'al_2', alarms)).toBe('x');
});
