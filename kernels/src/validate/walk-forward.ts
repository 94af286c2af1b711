import { integer } from '../math/check.ts';

export type WalkForwardPlan = {
  /** Length of the series; observations are known by their index 0..n-1 only */
  readonly n: number;
  /** The first origin: how many observations the first fit may see, all of them or the newest `window` */
  readonly firstOrigin: number;
  /** Refit at every so many origins; in between the model is extended by one observation */
  readonly refitEvery: number;
  /** Steps forecast from each origin */
  readonly horizon: number;
  /** `expanding`: a fit sees everything before its origin; a number: only that many newest observations */
  readonly window: 'expanding' | number;
  /**
   * The newest so many observations before an origin are kept from the fit and only shown to the fitted model, where labels
   * reach that far ahead and would leak; 0 unless told
   */
  readonly embargo?: number;
};

/** What is validated. It holds the series itself and is told by index what it may look at. */
export interface WalkForwardModel<Model> {
  /** A model fitted on the observations [from, to), which has seen all of them. */
  fit(from: number, to: number): Model;
  /** The model after it has also seen observation t, parameters kept. */
  extend(model: Model, t: number): Model;
  /** Forecasts of the next `horizon` observations after the last one seen. */
  forecast(model: Model, horizon: number): ArrayLike<number>;
}

export type WalkForwardResult = {
  /** Origin t has seen the observations before t only; its step h forecasts observation t + h - 1 */
  readonly origins: Int32Array;
  /** Per origin, the forecasts of steps 1..horizon */
  readonly forecasts: readonly Float64Array[];
};

/**
 * Walk-forward validation (rolling-origin evaluation): from each origin t = firstOrigin .. n - horizon, forecasts made by
 * a model that was given nothing at or after t. The model is fitted anew at the first origin and at every `refitEvery`-th
 * after it, and extended by one observation at the origins in between. With an embargo a fit ends that many observations
 * earlier and is extended up to its origin.
 * @example
 * // the random walk on y = [1, 2, 4], from origin 1
 * walkForward({ n: 3, firstOrigin: 1, refitEvery: 1, horizon: 1, window: 'expanding' },
 *   { fit: (_, to) => y[to - 1], extend: (_, t) => y[t], forecast: last => [last] })
 * // { origins: [1, 2], forecasts: [[1], [2]] }
 * @throws RangeError for a plan without an origin, or a forecast of another length than the horizon
 * @see Tashman (2000), Out-of-sample tests of forecasting accuracy: an analysis and review; López de Prado (2018),
 *   Advances in Financial Machine Learning, section 7.4, for the embargo
 */
export function walkForward<Model>(plan: WalkForwardPlan, model: WalkForwardModel<Model>): WalkForwardResult {
  const { n, firstOrigin, refitEvery, horizon, window, embargo = 0 } = checked(plan);
  const count = n - horizon - firstOrigin + 1;
  const origins = Int32Array.from({ length: count }, (_, i) => firstOrigin + i);
  let current: { readonly model: Model } | undefined;
  const forecasts = Array.from(origins, (origin, i) => {
    if (!current || i % refitEvery === 0) {
      const to = origin - embargo;
      const from = window === 'expanding' ? 0 : Math.max(0, to - window);
      let fitted = model.fit(from, to);
      for (let t = to; t < origin; t++) fitted = model.extend(fitted, t);
      current = { model: fitted };
    } else {
      current = { model: model.extend(current.model, origin - 1) };
    }
    const steps = model.forecast(current.model, horizon);
    if (steps.length === horizon) return Float64Array.from(steps);
    throw new RangeError(`a forecast must hold ${horizon} steps, got ${steps.length} at origin ${origin}`);
  });
  return { origins, forecasts };
}

function checked(plan: WalkForwardPlan): WalkForwardPlan {
  integer('n', plan.n, 2);
  integer('horizon', plan.horizon, 1, plan.n - 1);
  integer('firstOrigin', plan.firstOrigin, 1, plan.n - plan.horizon);
  integer('refitEvery', plan.refitEvery, 1);
  if (plan.embargo !== undefined) integer('embargo', plan.embargo, 0, plan.firstOrigin - 1);
  if (plan.window !== 'expanding') integer('window', plan.window, 1);
  return plan;
}
