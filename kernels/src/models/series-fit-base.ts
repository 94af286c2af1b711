/** What every model of a series has once it is fitted: plain data, so it can be stored, compared and sent. */
export type SeriesFitBase = {
  /** Such as `arima(2,1,2)`; `+c` at the end when a mean or drift was estimated */
  readonly name: string;
  /** The estimated parameters by name */
  readonly parameters: Readonly<Record<string, number>>;
  /** Maximum-likelihood variance of the one-step errors: their sum of squares over `nobs` */
  readonly sigma2: number;
  /** Infinity for a series that the model fits without error */
  readonly logLikelihood: number;
  /** Infinity when `nobs` is too small for the number of parameters */
  readonly aicc: number;
  /** How many values the likelihood counts */
  readonly nobs: number;
};
