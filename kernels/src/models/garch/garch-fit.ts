/** The parameters of a GARCH(1,1) in the unit of the returns. */
export type GarchParameters = {
  readonly mu: number;
  readonly omega: number;
  readonly alpha1: number;
  readonly beta1: number;
  /** GJR: what a return below the mean adds to alpha1; 0 without asymmetry */
  readonly gamma1: number;
  /** Degrees of freedom of the t distribution, scaled to variance 1; Infinity for the normal one */
  readonly shape: number;
};

/** Where the recursion stands after the last value. */
export type GarchState = {
  readonly observed: number;
  /** Conditional variance of the next value */
  readonly variance: number;
};

/** A variance model of a series of returns; plain data, nothing hidden. */
export type GarchFit = GarchParameters & {
  readonly kind: 'garch';
  /** Such as "gjr-garch(1,1)-t" */
  readonly name: string;
  readonly distribution: 'normal' | 't';
  readonly asymmetry: boolean;
  /** alpha1 + gamma1/2 + beta1: below 1 the variance returns to omega / (1 - persistence), otherwise it does not */
  readonly persistence: number;
  readonly logLikelihood: number;
  readonly aicc: number;
  readonly nobs: number;
  /** Conditional variance of the first value of the series that was fitted */
  readonly initialVariance: number;
  readonly state: GarchState;
};

/** The weight of a return's persistence: half of the returns are taken to be below the mean. */
export const persistenceOf = (alpha1: number, gamma1: number, beta1: number): number => alpha1 + gamma1 / 2 + beta1;
