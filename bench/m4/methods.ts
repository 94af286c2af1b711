import {
  combine,
  type Forecast,
  fitAdjusted,
  fitAutoArima,
  fitDamped,
  fitDynamicTheta,
  fitEts,
  fitHolt,
  fitSes,
  fitTheta,
  forecast,
  type MeanFit,
  naive,
  seasonalNaive,
} from '../../kernels/src/index.ts';

const HORIZON = 13;
/** Weeks of a year. M4's official frequency of the weekly series is 1; entry 36, the published median, used 52 */
const YEAR = 52;

export type Method = {
  readonly name: string;
  readonly published?: string;
  readonly bar?: Partial<Record<Metric, number>>;
};
type Metric = 'MASE' | 'OWA';

/** In the order of the table. */
export const METHODS: readonly Method[] = [
  { name: 'Naive', published: 'Naive' },
  { name: 'sNaive', published: 'sNaive' },
  { name: 'Naive2', published: 'Naive2' },
  { name: 'SES', published: 'SES' },
  { name: 'Holt', published: 'Holt' },
  { name: 'Damped', published: 'Damped' },
  { name: 'Comb', published: 'Com' },
  { name: 'Theta', published: 'Theta', bar: { MASE: 2.64 } },
  { name: 'DOT' },
  { name: 'AutoETS', published: 'statsforecast: AutoETS', bar: { MASE: 2.53 } },
  { name: 'AutoARIMA', published: 'statsforecast: AutoARIMA', bar: { MASE: 2.34 } },
  { name: 'median of AutoETS, AutoARIMA, DOT' },
  { name: 'AutoETS, season of 52' },
  { name: 'AutoARIMA, season of 52' },
  { name: 'DOT, season of 52' },
  { name: 'recommended combination', published: '36', bar: { OWA: 0.8 } },
];

/**
 * Forecasts of every method. The recommended combination is the median of AutoETS, AutoARIMA and DOT, each of the series as it
 * is and of the series adjusted for a season of 52 where the changes show one: chosen on the last 13 values of the train
 * parts, and on the 13 before them, among the combinations of these models with and without a season (OWA 0.791 and 0.932
 * there, against 0.854 and 0.968 of the median without a season). The test part had no say.
 */
export function forecasts(y: readonly number[]): ReadonlyMap<string, Forecast> {
  const of = (fit: (y: readonly number[]) => MeanFit) => forecast(fit(y), HORIZON);
  const seasonal = (fit: (y: ArrayLike<number>) => MeanFit) => of(values => fitAdjusted(values, fit, { period: YEAR }));
  const walk = of(naive);
  const smooth = { ses: of(fitSes), holt: of(fitHolt), damped: of(fitDamped) };
  const plain = { ets: of(fitEts), arima: of(fitAutoArima), dot: of(fitDynamicTheta) };
  const adjusted = { ets: seasonal(fitEts), arima: seasonal(fitAutoArima), dot: seasonal(fitDynamicTheta) };
  return new Map([
    ['Naive', walk],
    ['sNaive', of(values => seasonalNaive(values, { period: 1 }))],
    ['Naive2', walk],
    ['SES', smooth.ses],
    ['Holt', smooth.holt],
    ['Damped', smooth.damped],
    ['Comb', combine(Object.values(smooth), { method: 'mean' })],
    ['Theta', of(fitTheta)],
    ['DOT', plain.dot],
    ['AutoETS', plain.ets],
    ['AutoARIMA', plain.arima],
    ['median of AutoETS, AutoARIMA, DOT', combine(Object.values(plain), { method: 'median' })],
    ['AutoETS, season of 52', adjusted.ets],
    ['AutoARIMA, season of 52', adjusted.arima],
    ['DOT, season of 52', adjusted.dot],
    ['recommended combination', combine([...Object.values(plain), ...Object.values(adjusted)], { method: 'median' })],
  ]);
}
