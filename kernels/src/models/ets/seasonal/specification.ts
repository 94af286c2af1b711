import type { SeasonalEtsModel } from '../../fit.ts';

export type SeasonalSpecification = {
  /** Errors relative to the prediction */
  readonly multiplicative: boolean;
  readonly trend: 'N' | 'A' | 'Ad';
  readonly season: 'A' | 'M';
};

const of = (error: 'A' | 'M', trend: 'N' | 'A' | 'Ad', season: 'A' | 'M'): SeasonalSpecification => ({
  multiplicative: error === 'M',
  trend,
  season,
});

/** What `restrict = TRUE` of R leaves: a multiplicative season only with multiplicative errors, no multiplicative trend. */
export const SEASONAL_SPECIFICATIONS: Readonly<Record<SeasonalEtsModel, SeasonalSpecification>> = {
  ANA: of('A', 'N', 'A'),
  AAA: of('A', 'A', 'A'),
  AAdA: of('A', 'Ad', 'A'),
  MNA: of('M', 'N', 'A'),
  MAA: of('M', 'A', 'A'),
  MAdA: of('M', 'Ad', 'A'),
  MNM: of('M', 'N', 'M'),
  MAM: of('M', 'A', 'M'),
  MAdM: of('M', 'Ad', 'M'),
};

export const SEASONAL_MODELS = Object.keys(SEASONAL_SPECIFICATIONS) as readonly SeasonalEtsModel[];

/** As in R. */
export const MOST_PERIOD = 24;

/** Such as `ets(M,Ad,M)[12]`. */
export function seasonalName(model: SeasonalEtsModel, period: number): string {
  const { multiplicative, trend, season } = SEASONAL_SPECIFICATIONS[model];
  return `ets(${multiplicative ? 'M' : 'A'},${trend},${season})[${period}]`;
}

/** Smoothing weights, initial states with one seasonal left out (it follows from their sum), and the variance. */
export const seasonalParameterCount = (model: SeasonalEtsModel, period: number): number =>
  ({ N: 3, A: 5, Ad: 6 })[SEASONAL_SPECIFICATIONS[model].trend] + period - 1 + 1;
