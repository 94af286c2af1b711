import type { EtsModel } from '../fit.ts';

export type EtsSpecification = {
  readonly multiplicative: boolean;
  readonly trend: 'N' | 'A' | 'Ad';
  /** How many parameters are searched: alpha, initial level; beta, initial slope; phi */
  readonly searched: number;
};

const SEARCHED = { N: 2, A: 4, Ad: 5 } as const;

const of = (multiplicative: boolean, trend: 'N' | 'A' | 'Ad'): EtsSpecification => ({
  multiplicative,
  trend,
  searched: SEARCHED[trend],
});

export const SPECIFICATIONS: Readonly<Record<EtsModel, EtsSpecification>> = {
  ANN: of(false, 'N'),
  MNN: of(true, 'N'),
  AAN: of(false, 'A'),
  MAN: of(true, 'A'),
  AAdN: of(false, 'Ad'),
  MAdN: of(true, 'Ad'),
};

export const ETS_MODELS = Object.keys(SPECIFICATIONS) as readonly EtsModel[];

/** Such as `ets(M,Ad,N)`. */
export const etsName = (model: EtsModel): string => {
  const { multiplicative, trend } = SPECIFICATIONS[model];
  return `ets(${multiplicative ? 'M' : 'A'},${trend},N)`;
};

/** What the search counts, and the variance. */
export const parameterCount = (model: EtsModel): number => SPECIFICATIONS[model].searched + 1;

/** The region that R calls usual: beta from LEAST to alpha, phi only where the trend is damped. */
export const LEAST_WEIGHT = 1e-4;
export const MOST_WEIGHT = 0.9999;
export const LEAST_DAMPING = 0.8;
export const MOST_DAMPING = 0.98;
