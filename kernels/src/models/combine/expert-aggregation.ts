import { integer, series } from '../../math/check.ts';
import { checkedExperts, type ExpertLoss, type RegretOptions } from './regret-bound.ts';

export type ExpertOptions = RegretOptions & {
  /** Forecasts and outcomes are clipped to lower..upper: what makes a loss bounded, and the regret bound true */
  readonly lower: number;
  readonly upper: number;
};

export type ExpertState = {
  readonly options: Required<ExpertOptions>;
  readonly rounds: number;
  /** Logarithms of the weights, the largest 0 */
  readonly logWeights: readonly number[];
  /** Sums of losses so far, the aggregation's and each expert's */
  readonly loss: number;
  readonly losses: readonly number[];
};

export interface ExpertAggregation {
  /** The experts' weights in the next forecast; their sum is 1. */
  weights(): Float64Array;
  /** The weighted mean of the experts' clipped forecasts of the next value. */
  forecast(forecasts: ArrayLike<number>): number;
  /** Learns what came; returns the loss of the forecast that was due for it, 0 to 1. */
  push(forecasts: ArrayLike<number>, actual: number): number;
  /** Cumulative loss less that of the best expert: never above `regretBound(options, rounds)`. */
  regret(): number;
  /** Plain JSON, from which the same bits go on. */
  toJSON(): ExpertState;
}

/**
 * Online aggregation of experts' one-step forecasts. Exponential weights: w[i] in proportion to exp(-learningRate L[i]) with L
 * the sum of losses, ((f - y) / (upper - lower))^2 or |f - y| / (upper - lower). With a `share`, every weight is then moved
 * that part of the way to 1/N (fixed share), so that an expert which was bad once can return.
 *
 * Whatever the data, the loss stays within `regretBound` of the best expert's, with a share also of the best sequence that
 * switches now and then. Prices have no bounds: give changes since the last close, 0 for the random walk's, and bounds of a
 * few standard deviations. Rates: 1/2 for squared loss; sqrt(8 ln N / n) for absolute loss over n rounds.
 * @param saved a state of the same options, to go on from with the same bits
 * @example
 * const mix = expertAggregation({ experts: 2, learningRate: 0.5, lower: 0, upper: 1 });
 * mix.forecast([0.2, 0.8]) // 0.5
 * mix.push([0.2, 0.8], 0.8) // 0.09: the loss of 0.5
 * @throws RangeError for an option out of its range, forecasts of another number or not finite, or a saved state that does
 *   not fit
 * @see Cesa-Bianchi & Lugosi (2006), Prediction, Learning, and Games, sections 2.1, 3.3 and 5.2
 * @see Herbster & Warmuth (1998), Tracking the best expert, Machine Learning 32
 */
export function expertAggregation(options: ExpertOptions, saved?: ExpertState): ExpertAggregation {
  const all = checked(options);
  const { experts, learningRate, share, lower, upper } = all;
  let state = saved ? checkedState(saved, all) : freshState(all);
  const clip = (value: number) => Math.min(upper, Math.max(lower, value));
  const lossOf = (f: number, y: number) => measure(all.loss, (clip(f) - clip(y)) / (upper - lower));
  const weights = () => normalised(state.logWeights);
  const forecast = (forecasts: ArrayLike<number>) => {
    const w = weights();
    return checkedForecasts(forecasts, experts).reduce((sum, f, i) => sum + w[i]! * clip(f), 0);
  };
  return {
    weights,
    forecast,
    push(forecasts, actual) {
      const each = checkedForecasts(forecasts, experts);
      if (!Number.isFinite(actual)) throw new RangeError(`actual must be a finite number, got ${actual}`);
      const loss = lossOf(forecast(each), actual);
      const losses = Array.from(each, f => lossOf(f, actual));
      state = {
        options: all,
        rounds: state.rounds + 1,
        logWeights: shared(
          state.logWeights.map((weight, i) => weight - learningRate * losses[i]!),
          share,
        ),
        loss: state.loss + loss,
        losses: state.losses.map((sum, i) => sum + losses[i]!),
      };
      return loss;
    },
    regret: () => state.loss - Math.min(...state.losses),
    toJSON: () => state,
  };
}

const measure = (loss: ExpertLoss, miss: number): number => (loss === 'squared' ? miss * miss : Math.abs(miss));

function normalised(logWeights: readonly number[]): Float64Array {
  const raw = Float64Array.from(logWeights, Math.exp);
  const sum = raw.reduce((a, b) => a + b);
  return raw.map(value => value / sum);
}

/** The largest logarithm becomes 0: weights that are too small for a double keep their order without a share. */
function shared(logWeights: readonly number[], share: number): number[] {
  const largest = Math.max(...logWeights);
  const kept = logWeights.map(value => value - largest);
  if (share === 0) return kept;
  const mixed = Array.from(normalised(kept), weight => (1 - share) * weight + share / kept.length);
  const most = Math.max(...mixed);
  return mixed.map(weight => Math.log(weight / most));
}

function freshState(options: Required<ExpertOptions>): ExpertState {
  const zeros = new Array<number>(options.experts).fill(0);
  return { options, rounds: 0, logWeights: zeros, loss: 0, losses: zeros };
}

function checked(options: ExpertOptions): Required<ExpertOptions> {
  const { lower, upper } = options;
  if (!(Number.isFinite(lower) && Number.isFinite(upper) && lower < upper)) {
    throw new RangeError(`lower and upper must be finite with lower below upper, got ${lower} and ${upper}`);
  }
  return { ...checkedExperts(options), lower, upper };
}

function checkedForecasts(forecasts: ArrayLike<number>, experts: number): Float64Array {
  const values = series('forecasts', forecasts, 0);
  if (values.length === experts) return values;
  throw new RangeError(`forecasts must hold one value per expert, ${experts}, got ${values.length}`);
}

function checkedState(saved: ExpertState, options: Required<ExpertOptions>): ExpertState {
  for (const [name, value] of Object.entries(options)) {
    const before = saved.options?.[name as keyof ExpertOptions];
    if (before !== value) throw new RangeError(`the state was saved with ${name} ${before}, the options have ${value}`);
  }
  const rounds = integer('rounds', saved.rounds, 0);
  const logWeights = Array.from(checkedForecasts(saved.logWeights, options.experts));
  const losses = Array.from(checkedForecasts(saved.losses, options.experts));
  if (Math.max(...logWeights) !== 0) throw new RangeError('the largest of logWeights must be 0');
  if (!Number.isFinite(saved.loss)) throw new RangeError(`loss must be a finite number, got ${saved.loss}`);
  return { options, rounds, logWeights, loss: saved.loss, losses };
}
