import { describe, expect, it } from 'vitest';
import { barOf, forecastOf } from '../testing/records.ts';
import { errorChartData } from './error-chart-data.ts';
import { lastSettled, priceChartData } from './price-chart-data.ts';

const bars = [barOf('2018-01-02', 100), barOf('2018-01-03', 102), barOf('2018-01-04', 103)];

describe('priceChartData', () => {
  it('puts a forecast at the session that it was made for, oldest first, and begins there', () => {
    const forecasts = [
      forecastOf({
        session: '2018-01-04',
        target_session: '2018-01-05',
        previous_close: 103,
        actual: null,
        error: null,
      }),
      forecastOf({ session: '2018-01-02', target_session: '2018-01-03' }),
    ];
    expect(priceChartData(bars, forecasts)).toEqual({
      closes: [
        { time: '2018-01-03', value: 102 },
        { time: '2018-01-04', value: 103 },
      ],
      means: [
        { time: '2018-01-03', value: 101 },
        { time: '2018-01-05', value: 101 },
      ],
      band: [
        { time: '2018-01-03', lower: 98, upper: 104 },
        { time: '2018-01-05', lower: 98, upper: 104 },
      ],
    });
  });

  it('brings a forecast from before a split into the price basis of the bars', () => {
    const before = forecastOf({ previous_close: 700, mean: 707, lower: 686, upper: 728 });
    const { means, band } = priceChartData(bars, [before]);
    expect(means[0]?.value).toBeCloseTo(101, 10);
    expect(band[0]?.lower).toBeCloseTo(98, 10);
    expect(band[0]?.upper).toBeCloseTo(104, 10);
  });

  it('leaves a forecast as it is when its bar was only revised', () => {
    expect(priceChartData(bars, [forecastOf({ previous_close: 100.4 })]).means[0]?.value).toBe(101);
  });

  it('leaves out a forecast whose target session is not known', () => {
    expect(priceChartData(bars, [forecastOf({ target_session: null })]).means).toEqual([]);
  });

  it('has one point a session, as two on one day are an error of the chart', () => {
    const twice = [forecastOf({ mean: 1 }), forecastOf({ mean: 101 })];
    expect(priceChartData(bars, twice).means).toHaveLength(1);
  });

  it('shows all closes while there is no forecast', () => {
    expect(priceChartData(bars, []).closes).toHaveLength(3);
  });
});

describe('lastSettled', () => {
  it('gives the newest settled ones, newest first', () => {
    const forecasts = [
      forecastOf({ session: '2018-01-02' }),
      forecastOf({ session: '2018-01-04', actual: null, error: null }),
      forecastOf({ session: '2018-01-03' }),
    ];
    expect(lastSettled(forecasts, 5).map(row => row.session)).toEqual(['2018-01-03', '2018-01-02']);
    expect(lastSettled(forecasts, 1).map(row => row.session)).toEqual(['2018-01-03']);
  });
});

describe('errorChartData', () => {
  it('says by which share the champion’s error is lower', () => {
    const { gain } = errorChartData([
      { session: '2018-01-02', n: 20, rmse: 0.9, random_walk_rmse: 1 },
      { session: '2018-01-03', n: 20, rmse: 1.1, random_walk_rmse: 1 },
      { session: '2018-01-04', n: 20, rmse: 0, random_walk_rmse: 0 },
    ]);
    expect(gain.map(({ value }) => value)).toEqual([expect.closeTo(0.1), expect.closeTo(-0.1), 0]);
  });
});
