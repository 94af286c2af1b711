import { reader } from '../models/json-reader.ts';
import type { Detector, DetectorState } from './detector.ts';

export type EDetectorOptions = {
  /** c, the average run length that is guaranteed, and the threshold; above 1 */
  readonly averageRunLength: number;
  /** Stakes to mix, each above 0 and at most 1; default 0.025 to 0.8, doubling. Small ones find small differences, late. */
  readonly bets?: ArrayLike<number>;
};

export type EDetectorState = {
  readonly kind: 'e-detector';
  readonly options: { readonly averageRunLength: number; readonly bets: readonly number[] };
  /** The Shiryaev-Roberts sum of each bet */
  readonly sums: readonly number[];
};

const BETS = [0.025, 0.05, 0.1, 0.2, 0.4, 0.8];

/**
 * A detector for observations x in -1 to 1 whose mean, given everything before, is at most 0 while all is well; such as
 * `lossDifference` while a forecast is no worse than the random walk. For each bet b it keeps the Shiryaev-Roberts sum
 * r = (1 + r)(1 + b x), the total of the wealth of bets on x above 0 begun at each past observation; the statistic is the
 * mean of the sums and it fires when that reaches c. After an alarm the sums start again from 0.
 *
 * Each sum less the number of observations is a supermartingale, so by optional stopping a false alarm takes c observations
 * or more on average: a proof for bounded observations of any distribution and any dependence, without an estimate of
 * variance. What it costs is power: below c the true run length is unknown and usually a good deal longer.
 *
 * @example
 * const detector = eDetector({ averageRunLength: 1000 });
 * detector.push(lossDifference({ actual: 101, forecast: 99.5, benchmark: 100 })).statistic // 1.2625
 * @throws RangeError for options out of their range, at `push` for an observation outside -1 to 1
 * @see Shin, Ramdas & Rinaldo (2023), E-detectors: a nonparametric framework for sequential change detection, NEJSDS 2(2)
 */
export function eDetector({ averageRunLength, bets = BETS }: EDetectorOptions): Detector<EDetectorState> {
  return detector(checked(averageRunLength, Array.from(bets)), new Float64Array(bets.length));
}

export function eDetectorFromJson(state: DetectorState): Detector<EDetectorState> {
  const read = reader(state, 'state');
  const options = read.object('options');
  const chosen = checked(options.finite('averageRunLength'), options.list('bets'));
  const sums = Float64Array.from(read.list('sums', chosen.bets.length));
  const bad = sums.find(sum => sum < 0);
  if (bad !== undefined) throw new RangeError(`state.sums must be 0 or more, got ${bad}`);
  return detector(chosen, sums);
}

function detector(options: EDetectorState['options'], sums: Float64Array): Detector<EDetectorState> {
  const { averageRunLength: threshold, bets } = options;
  return {
    averageRunLength: {
      value: threshold,
      basis: 'proved',
      assumes: 'observations in -1 to 1 whose mean, given the past, is at most 0',
      atLeast: true,
      standardError: 0,
    },
    push(x) {
      if (!Number.isFinite(x) || Math.abs(x) > 1)
        throw new RangeError(`an observation must be in -1 to 1, got ${String(x)}`);
      let total = 0;
      for (let i = 0; i < sums.length; i++) {
        sums[i] = (1 + sums[i]!) * (1 + bets[i]! * x);
        total += sums[i]!;
      }
      const statistic = total / sums.length;
      const alarm = statistic >= threshold;
      if (alarm) sums.fill(0);
      return { alarm, statistic, threshold };
    },
    toJSON: () => ({ kind: 'e-detector', options, sums: Array.from(sums) }),
  };
}

function checked(averageRunLength: number, bets: readonly number[]): EDetectorState['options'] {
  if (!(averageRunLength > 1 && averageRunLength < 1e150)) {
    throw new RangeError(`averageRunLength must be above 1 and below 1e150, got ${String(averageRunLength)}`);
  }
  if (bets.length === 0) throw new RangeError('bets must hold at least 1 value, got 0');
  const bad = bets.findIndex(bet => !(bet > 0 && bet <= 1));
  if (bad >= 0) throw new RangeError(`bets[${bad}] must be above 0 and at most 1, got ${String(bets[bad])}`);
  return { averageRunLength, bets };
}
