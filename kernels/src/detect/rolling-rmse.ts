import { integer } from '../math/check.ts';
import { once, simulated } from './control-limit.ts';
import type { Detector } from './detector.ts';
import { normalSampler } from './sampler.ts';

export type RollingRmseOptions = {
  /** RMSE of the errors while the model was good, such as its walk-forward RMSE; in the unit of the errors */
  readonly baseline: number;
  /** How many of the newest errors the rolling RMSE is over */
  readonly window: number;
  /** The threshold is baseline · (1 + ratio): 0.1 for 10 % more */
  readonly ratio: number;
  /** How many sessions in a row it must be above the threshold */
  readonly consecutive: number;
};

export type RollingRmseState = {
  readonly kind: 'rolling-rmse';
  readonly options: RollingRmseOptions;
  /** The newest errors, oldest first; as many as the window or, before it is full, all */
  readonly errors: readonly number[];
  /** Sessions in a row above the threshold, counted up to `consecutive` */
  readonly above: number;
};

const ASSUMED = 'independent normal errors whose RMSE is the baseline';

/**
 * The rule "drift when the rolling RMSE exceeds the training RMSE by more than a ratio for k sessions in a row". It fires
 * once, on the k-th session in a row; while the RMSE stays above the threshold it is silent, and only after a session at or
 * below the threshold does it count from zero again. Until the window is full the statistic is NaN and nothing is counted.
 * The RMSE is recomputed from the window at every push: it has the same bits whatever came before the window.
 *
 * What it costs, when nothing about the model has changed. It fires on chance: the standard deviation of an RMSE over 20
 * independent normal errors is 16 % of it, more than the 10 % of the usual setting. With a window of 20, 10 % and k = 1, 3,
 * 5, a false alarm within the 252 sessions after the window has filled has a probability of 100, 99 and 98 % for independent
 * normal errors (half of all first alarms come within 18, 32 and 40 sessions), and of 98, 96 and 94 % for GARCH errors
 * (alpha 0.08, beta 0.87, t with 6 degrees of freedom); a window of 60, 25 % and k = 5 still has 50 % there. Simulated, 1,000
 * runs each. The RMSE of a price forecast measures volatility more than the model: read these alarms beside a loss relative
 * to the random walk. `averageRunLength` is that of independent normal errors, simulated with a fixed seed when it is read;
 * `measureRunLength` measures it on others.
 *
 * @param saved a state of the same options, to go on from
 * @example
 * const detector = rollingRmse({ baseline: 1, window: 2, ratio: 0.1, consecutive: 2 });
 * [1, 1, 2, 2, 2].map(error => detector.push(error).alarm) // [false, false, false, true, false]
 * @throws RangeError for an option out of its range, or a saved state that does not fit
 */
export function rollingRmse(options: RollingRmseOptions, saved?: RollingRmseState): Detector<RollingRmseState> {
  const { baseline, window, ratio, consecutive } = checked(options);
  const threshold = baseline * (1 + ratio);
  const errors = new Float64Array(window);
  let seen = 0;
  let oldest = 0;
  let above = 0;
  if (saved) {
    checkSaved(saved, options);
    errors.set(saved.errors);
    seen = saved.errors.length;
    oldest = seen % window;
    above = saved.above;
  }
  // the rule is free of scale: normal errors whose RMSE is the baseline, whatever that is
  const unchanged = { baseline: 1, window, ratio, consecutive };
  const runLength = once(() => simulated(() => rollingRmse(unchanged), normalSampler, ASSUMED));
  return {
    get averageRunLength() {
      return runLength();
    },
    push(error) {
      if (!Number.isFinite(error)) throw new RangeError(`an error must be a finite number, got ${error}`);
      errors[oldest] = error + 0; // JSON has no -0
      oldest = (oldest + 1) % window;
      seen = Math.min(seen + 1, window);
      const statistic = seen === window ? rootMeanSquare(errors, oldest) : Number.NaN;
      const before = above;
      above = statistic > threshold ? Math.min(above + 1, consecutive) : 0;
      return { alarm: above === consecutive && before < consecutive, statistic, threshold };
    },
    toJSON: () => ({
      kind: 'rolling-rmse',
      options: { baseline, window, ratio, consecutive },
      errors: seen < window ? Array.from(errors.subarray(0, seen)) : inOrder(errors, oldest),
      above,
    }),
  };
}

/** Oldest first, so that the rounding does not depend on where in the ring the window begins. */
function rootMeanSquare(errors: Float64Array, oldest: number): number {
  let sum = 0;
  for (let i = oldest; i < errors.length; i++) sum += errors[i]! ** 2;
  for (let i = 0; i < oldest; i++) sum += errors[i]! ** 2;
  return Math.sqrt(sum / errors.length);
}

const inOrder = (errors: Float64Array, oldest: number): number[] => [
  ...errors.subarray(oldest),
  ...errors.subarray(0, oldest),
];

function checked(options: RollingRmseOptions): RollingRmseOptions {
  for (const name of ['baseline', 'ratio'] as const) {
    const value = options[name];
    if (!(Number.isFinite(value) && value >= 0)) {
      throw new RangeError(`${name} must be a finite number, 0 or more, got ${value}`);
    }
  }
  integer('window', options.window, 1);
  integer('consecutive', options.consecutive, 1);
  return options;
}

function checkSaved(saved: RollingRmseState, options: RollingRmseOptions): void {
  if (saved.kind !== 'rolling-rmse') {
    throw new RangeError(`the state must be of kind "rolling-rmse", got "${String(saved.kind)}"`);
  }
  for (const name of ['baseline', 'window', 'ratio', 'consecutive'] as const) {
    if (saved.options[name] === options[name]) continue;
    throw new RangeError(`the state was saved with ${name} ${saved.options[name]}, the detector has ${options[name]}`);
  }
  if (!Array.isArray(saved.errors) || saved.errors.length > options.window || !saved.errors.every(Number.isFinite)) {
    throw new RangeError(`the state must hold up to ${options.window} finite errors`);
  }
  integer('above', saved.above, 0, options.consecutive);
}
