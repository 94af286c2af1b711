import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ArimaOrder, SeasonalOrder } from '../fit.ts';
import { fitArima } from './fit-arima.ts';
import { arimaFromParameters } from './parameters.ts';
import { standardErrors } from './standard-errors.ts';

type Values = { readonly loglik: number; readonly coef: readonly number[]; readonly se: readonly (number | null)[] };

type Case = Values & {
  readonly name: string;
  readonly order: ArimaOrder;
  readonly seasonal: SeasonalOrder;
  readonly period: number;
  readonly constant: boolean;
  readonly names: readonly string[];
  readonly sigma2: number;
};

type Reference = {
  readonly series: Readonly<Record<string, number[]>>;
  readonly regressors: Readonly<Record<string, { columns: number; data: number[] }>>;
  readonly fits: readonly Case[];
};

const read = <T>(file: string) =>
  JSON.parse(readFileSync(new URL(`../../../golden/arima/${file}`, import.meta.url), 'utf8')) as T;
const r = read<Reference>('r.json');
const statsmodels = read<{ readonly fits: readonly Values[] }>('statsmodels.json');

/** The fit, from the optimum of the reference where `there`, and its standard errors. */
function fitted({ name, order, seasonal, period, constant, names, coef, sigma2 }: Case, there: boolean) {
  const y = r.series[name]!;
  const season = period > 1 ? { seasonal: { order: seasonal, period } } : {};
  const start = there ? { start: parametersOf({ order, names, coef, sigma2, seasonal, period }) } : {};
  const options = { order, constant, ...season, ...start };
  if (!names.includes('xreg0')) {
    const fit = fitArima(y, options);
    return { fit, ...standardErrors(fit, y) };
  }
  const { columns, data } = r.regressors[name]!;
  const xreg = { columns, data: Float64Array.from(data) };
  const fit = fitArima(y, { ...options, xreg });
  return { fit, ...standardErrors(fit, y, xreg) };
}

function parametersOf({
  order,
  names,
  coef,
  sigma2,
  seasonal,
  period,
}: Omit<Case, 'name' | 'constant' | keyof Values> & Pick<Values, 'coef'>) {
  const pick = (kind: string) => coef.filter((_, i) => names[i]!.replace(/\d/, '') === kind);
  const season = { order: seasonal, period, ar: pick('sar'), ma: pick('sma') };
  return arimaFromParameters({
    order,
    ar: pick('ar'),
    ma: pick('ma'),
    sigma2,
    ...(period > 1 ? { seasonal: season } : {}),
  });
}

const rows = r.fits.map((each, i) => {
  const regressors = each.names.includes('xreg0') ? ' with regressors' : '';
  const title = `${each.name} (${each.order})(${each.seasonal})[${each.period}]${each.constant ? '+c' : ''}${regressors}`;
  return { title, each, other: statsmodels.fits[i]! };
});

describe('seasonal ARIMA, regressors and standard errors against R and statsmodels', () => {
  it.each(rows)('reaches the likelihood, the estimates and their errors: $title', ({ each, other }) => {
    expect(fitted(each, false).fit.logLikelihood).toBeGreaterThan(Math.max(each.loglik, other.loglik) - 1e-6);
    const { fit, names, errors } = fitted(each, true);
    expect(Object.keys(fit.parameters)).toEqual(each.names);
    expect(names).toEqual(each.names);
    expect(Math.abs(fit.logLikelihood - each.loglik)).toBeLessThan(2e-6);
    expect(Math.abs(fit.sigma2 / each.sigma2 - 1)).toBeLessThan(2e-4);
    each.names.forEach((name, i) => {
      // Optimisers of the references stop on ridges: what they are off by is small beside the standard error.
      expect(Math.abs(fit.parameters[name]! - each.coef[i]!) / errors[name]!, name).toBeLessThan(2e-3);
      expect(Math.abs(errors[name]! / other.se[i]! - 1), `${name} beside statsmodels`).toBeLessThan(1e-2);
      expect(Math.abs(errors[name]! / each.se[i]! - 1), `${name} beside R`).toBeLessThan(5e-2);
    });
  });

  it('agrees with both to five digits in the errors of most', () => {
    const close = rows.filter(({ each, other }) => {
      const { errors } = fitted(each, true);
      return each.names.every((name, i) => {
        const off = (se: number | null) => Math.abs(errors[name]! / se! - 1);
        return off(each.se[i]!) < 1e-4 && off(other.se[i]!) < 1e-4;
      });
    });
    expect(close.length).toBeGreaterThanOrEqual(17);
  });

  it('has the published log-likelihood of the airline model, 244.70', () => {
    const y = r.series['air']!;
    const fit = fitArima(y, { order: [0, 1, 1], seasonal: { order: [0, 1, 1], period: 12 } });
    expect(fit.logLikelihood.toFixed(2)).toBe('244.70');
    expect(fit.name).toBe('arima(0,1,1)(0,1,1)[12]');
  });

  it('finds higher maxima than both of co2 and of nottem', () => {
    const above = rows
      .map(({ each, other }) => fitted(each, false).fit.logLikelihood - Math.max(each.loglik, other.loglik))
      .filter(gain => gain > 0.01);
    expect(above).toHaveLength(2);
    expect(Math.max(...above)).toBeGreaterThan(0.6);
  });
});
