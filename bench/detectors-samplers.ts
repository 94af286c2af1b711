/** Observations for the detectors' studies: heavy tails, clusters of volatility, and real returns. */
import { readFileSync } from 'node:fs';
import { normalSampler, type Sampler } from '../kernels/src/index.ts';

/** Student-t of an even number of degrees of freedom, scaled to variance 1. */
export const studentSampler =
  (degrees: number): Sampler =>
  uniform => {
    const normal = normalSampler(uniform);
    const scale = Math.sqrt(degrees - 2);
    return () => {
      let logs = 0;
      for (let i = 0; i < degrees / 2; i++) logs -= 2 * Math.log(uniform()); // chi-squared
      return (scale * normal()) / Math.sqrt(logs);
    };
  };

/** GARCH(1,1) returns of variance 1, alpha 0.08, beta 0.9, t with 6 degrees of freedom, after 100 to settle. */
export const garchSampler: Sampler = uniform => {
  const shock = studentSampler(6)(uniform);
  let variance = 1;
  let last = 0;
  const next = () => {
    variance = 0.02 + 0.08 * last * last + 0.9 * variance;
    last = Math.sqrt(variance) * shock();
    return last;
  };
  for (let i = 0; i < 100; i++) next();
  return next;
};

/** Log returns of the S&P 500 in the ARIMA golden file, newest last. */
export function realReturns(): Float64Array {
  const url = new URL('../kernels/golden/arima.json', import.meta.url);
  const { cases } = JSON.parse(readFileSync(url, 'utf8')) as { cases: { id: string; y: number[] }[] };
  const closes = cases.find(({ id }) => id === 'SPX_5000_log')?.y ?? [];
  return Float64Array.from(closes.slice(1), (close, t) => close - (closes[t] ?? close));
}
