import { expect, it } from 'vitest';
import { forecasts } from '../../../../bench/m4/methods.ts';
import { forecast } from '../forecast.ts';
import { fromJSON, toJSON } from '../json.ts';
import { prices } from '../testing/random-series.ts';
import { fitRecommended } from './fit-recommended.ts';

const weekly = prices(4, 220).map((value, t) => value * (1 + 0.2 * Math.sin((2 * Math.PI * t) / 52)));

it('is the combination of the M4 Weekly table', () => {
  const fit = fitRecommended(weekly, { period: 52 });
  expect(fit.members).toHaveLength(6);
  const { mean } = forecast(fit, 13);
  expect(mean).toEqual(forecasts(weekly).get('recommended combination')?.mean);
  expect(fromJSON(JSON.parse(JSON.stringify(toJSON(fit))))).toEqual(fit);
});

it('has three members without a season', () => {
  const { name, members } = fitRecommended(prices(4, 120));
  expect(members).toHaveLength(3);
  expect(name).toMatch(/^median\(ets.*, arima.*, dotm\)$/);
});
