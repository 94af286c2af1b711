import { integer } from '../../math/check.ts';

export type ExpertLoss = 'squared' | 'absolute';

export type RegretOptions = {
  readonly experts: number;
  readonly learningRate: number;
  /** 0 for exponential weights alone */
  readonly share?: number;
  readonly loss?: ExpertLoss;
};

/**
 * The most by which the aggregation's cumulative loss can exceed that of the best sequence of experts with that many switches,
 * whatever the data: with losses in 0 to 1, N experts, rate eta, share s and m switches in n rounds,
 * (ln N + m ln(N/s) + (n - m - 1) ln(1/(1 - s))) / eta + eta n / 8, and without the last term for squared loss and eta of 1/2
 * or less, where the loss is exp-concave. Without a share and without switches it is ln N / eta + eta n / 8.
 * Infinity for switches without a share.
 * @throws RangeError for an option out of its range, or more switches than rounds allow
 * @see Cesa-Bianchi & Lugosi (2006), Prediction, Learning, and Games, theorems 2.2, 3.2 and 5.2, proposition 3.1
 * @see Herbster & Warmuth (1998), Tracking the best expert, Machine Learning 32
 */
export function regretBound(options: RegretOptions, rounds: number, switches = 0): number {
  const { experts, learningRate, share, loss } = checkedExperts(options);
  integer('rounds', rounds, 1);
  integer('switches', switches, 0, rounds - 1);
  const drift = loss === 'squared' && learningRate <= 0.5 ? 0 : (learningRate * rounds) / 8;
  if (share === 0) return switches === 0 ? Math.log(experts) / learningRate + drift : Number.POSITIVE_INFINITY;
  const stays = rounds - switches - 1;
  const prior = Math.log(experts) + switches * Math.log(experts / share) - stays * Math.log1p(-share);
  return prior / learningRate + drift;
}

/** @throws RangeError for an option out of its range */
export function checkedExperts({ experts, learningRate, share = 0, loss = 'squared' }: RegretOptions) {
  integer('experts', experts, 1);
  if (!(learningRate > 0 && learningRate < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`learningRate must be a finite number above 0, got ${learningRate}`);
  }
  if (!(share >= 0 && share < 1)) throw new RangeError(`share must be 0 or more and below 1, got ${share}`);
  if (loss !== 'squared' && loss !== 'absolute') {
    throw new RangeError(`loss must be squared or absolute, got ${String(loss)}`);
  }
  return { experts, learningRate, share, loss };
}
