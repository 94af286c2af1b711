import { integer } from '../math/check.ts';
import { reader } from '../models/json-reader.ts';
import { type Contest, type Stakes, stakesOf } from './contest.ts';
import { factorUntil, logMean } from './growth.ts';

export type EProcessOptions = {
  /** Steps that the forecasts look ahead; 1 unless told. Then every session must be pushed, one without contests too */
  readonly horizon?: number;
  /** Bets to mix, in units of what the distance of the forecasts is worth; 0.2 and 0.4 unless told */
  readonly bets?: ArrayLike<number>;
};

export type EProcessState = {
  readonly kind: 'e-process';
  readonly horizon: number;
  readonly bets: readonly number[];
  readonly sessions: number;
  /** Per interleaved process, the logarithm of each bet's wealth */
  readonly logWealth: readonly (readonly number[])[];
  /** Per interleaved process two sums: their quotient is the mean correlation of the symbols' differences so far */
  readonly correlation: readonly (readonly number[])[];
};

/** Evidence that a challenger forecasts better than a champion, which may be looked at after every session. */
export interface EProcess {
  /**
   * Adds one session: the contests of all symbols that have one, in any number.
   * @returns the evidence E after it
   * @throws RangeError for a number that is not finite, or a scale or weight below 0; the state is unchanged then
   */
  push(contests: readonly Contest[]): number;
  /** E: promote when it is 1/alpha or more; Infinity beyond 1e308 */
  evidence(): number;
  /**
   * About how many more sessions until E is 1/alpha, when the wealth of every bet goes on growing as it has on average so
   * far: n (F - 1) after n sessions, with F the smallest number of 1 or more at which the E of wealths^F is 1/alpha. For one
   * bet with mean g of log(1 + stake d) that is (log(1/alpha) - n g)/g. 0 when it is there; Infinity while no bet grows or
   * nothing has been seen. As uncertain as g: early on it may be wrong by any factor.
   * @throws RangeError for an alpha that is not above 0 and below 1
   */
  sessionsNeeded(alpha: number): number;
  /** Plain JSON, from which the same bits go on. */
  toJSON(): EProcessState;
}

/** 0.4 is the best bet where a challenger is right about the mean of normal errors; half of it finds one that exaggerates. */
const BETS = [0.2, 0.4];
/** The correlation of symbols is 0.2 until it is known, which counts as much as one session. */
const CORRELATION = [0.2, 1];
/**
 * The most of a bet's wealth that one session can take, so that none can ruin it: less where bets are still out when the
 * next session comes in, since all that may be lost is taken off the evidence.
 */
const mostStake = (horizon: number): number => (horizon === 1 ? 0.9 : 0.5);

/**
 * A bounded-loss e-process. On one session d = (|y - a| - |y - b|) / |a - b| lies in -1 to 1 whatever y turns out to be (a
 * the champion's forecast, b the challenger's), and under the null "given the past, b is no better", E[d] <= 0. So the
 * wealth of a gambler who stakes a share of it, fixed before y is known, on d > 0 is a nonnegative supermartingale that
 * starts at 1, and by Ville's inequality it ever reaches 1/alpha with a probability of at most alpha: however often it is
 * looked at, however heavy the tails, without an estimate of variance.
 *
 * The stake is proportional to how far apart the forecasts are, s = |a - b| / scale: where they agree, nothing is bet. Several
 * symbols on one session make one bet, on D, the mean of their d weighted by their s, which lies in -1 to 1 too under any
 * dependence between the symbols. The stake is bet (sum s^2 / sum s) / v, at most 0.9, where v = 1/B + r (1 - 1/B) foretells
 * the mean square of D from the breadth B = (sum s)^2 / sum s^2 and from r, the correlation that earlier sessions showed; a
 * wrong r costs power and no guarantee. Where the challenger's forecast is the mean, the expected d is about f(0) s for
 * errors over scale with density f, so that 0.4 is the best bet for normal ones (Kelly). Some bets are mixed: the mean of
 * their wealths is E.
 *
 * For h steps ahead, whose outcomes overlap, h processes take the sessions in turns. Whoever looks after a session knows
 * already a part of what the other h - 1 have staked on, and their mean would not keep the guarantee: a stop at a good moment
 * leaves the bets that go badly out. So the mean counts what is certain: all of the process that has just settled, half of
 * the others, whose bets are out and stake half at most. That is never more than the expected wealth, which is a
 * supermartingale whatever is known.
 *
 * It tests the null at every session; about the average over sessions it says nothing.
 * @example
 * const process = eProcess();
 * process.push([{ actual: 101, champion: 100, challenger: 100.6, scale: 1.2 }]) // above 1
 * @throws RangeError for options out of their range
 * @see Waudby-Smith & Ramdas (2024), Estimating means of bounded random variables by betting, JRSS B 86; Choe & Ramdas
 *   (2023), Comparing Sequential Forecasters, arXiv 2110.00115; on h > 1 Choe & Ramdas (2024), Combining Evidence Across
 *   Filtrations, arXiv 2402.09698
 */
export function eProcess(options: EProcessOptions = {}): EProcess {
  const horizon = integer('horizon', options.horizon ?? 1, 1);
  const bets = checkedBets(Array.from(options.bets ?? BETS));
  return process(
    bets,
    0,
    Array.from({ length: horizon }, () => new Float64Array(bets.length)),
    Array.from({ length: horizon }, () => Float64Array.from(CORRELATION)),
  );
}

/**
 * The process that `toJSON` wrote, going on with the same bits.
 * @throws RangeError for anything else: it names the field and what is accepted
 */
export function eProcessFromJSON(json: unknown): EProcess {
  const read = reader(json);
  if (read.text('kind') !== 'e-process') throw new RangeError(`json.kind must be e-process, got ${read.text('kind')}`);
  const bets = checkedBets(read.list('bets'));
  const horizon = read.integer('horizon', 1);
  const rows = (key: 'logWealth' | 'correlation', length: number): Float64Array[] => {
    const value = read.value(key);
    if (!Array.isArray(value) || value.length !== horizon) {
      throw new RangeError(`json.${key} must hold ${horizon} rows, one per step`);
    }
    return value.map((row, i) => Float64Array.from(reader({ row }, `json.${key}[${i}]`).list('row', length)));
  };
  const correlation = rows('correlation', 2);
  const empty = correlation.findIndex(([, weight]) => !(weight! > 0));
  if (empty >= 0) throw new RangeError(`json.correlation[${empty}][1] must be above 0, got ${correlation[empty]![1]}`);
  return process(bets, read.integer('sessions', 0), rows('logWealth', bets.length), correlation);
}

function process(
  bets: readonly number[],
  begun: number,
  logWealth: readonly Float64Array[],
  correlation: readonly Float64Array[],
): EProcess {
  let sessions = begun;
  const horizon = logWealth.length;
  const most = mostStake(horizon);
  /** With every bet's logarithm of wealth `factor` times what it is. */
  const logEvidence = (factor = 1): number => {
    if (sessions === 0) return 0;
    const settled = (sessions - 1) % horizon;
    return logMean(
      logWealth.map((wealth, i) => {
        const certain = i === settled ? 0 : Math.log1p(-most);
        return certain + logMean(Array.from(wealth, each => each * factor));
      }),
    );
  };
  return {
    push(contests) {
      const stakes = stakesOf(contests);
      if (stakes.breadth > 0) {
        const [wealth, sums] = [logWealth[sessions % horizon]!, correlation[sessions % horizon]!];
        const unit = stakes.distance / meanSquare(sums, stakes.breadth);
        for (let k = 0; k < bets.length; k++) {
          wealth[k]! += Math.log1p(Math.min(most, bets[k]! * unit) * stakes.difference);
        }
        learn(sums, stakes);
      }
      sessions++;
      return Math.exp(logEvidence());
    },
    evidence: () => Math.exp(logEvidence()),
    sessionsNeeded(alpha) {
      if (!(alpha > 0 && alpha < 1)) throw new RangeError(`alpha must be above 0 and below 1, got ${String(alpha)}`);
      const target = -Math.log(alpha);
      return sessions === 0 ? Number.POSITIVE_INFINITY : Math.ceil(sessions * (factorUntil(logEvidence, target) - 1));
    },
    toJSON: () => ({
      kind: 'e-process',
      horizon,
      bets,
      sessions,
      logWealth: logWealth.map(wealth => Array.from(wealth, each => each + 0)),
      correlation: correlation.map(sums => Array.from(sums, each => each + 0)),
    }),
  };
}

/** What the square of the pooled difference is expected to be, from the sessions before. */
function meanSquare(sums: Float64Array, breadth: number): number {
  const correlation = Math.max(0, Math.min(1, sums[0]! / sums[1]!));
  return 1 / breadth + correlation * (1 - 1 / breadth);
}

function learn(sums: Float64Array, { difference, breadth }: Stakes): void {
  sums[0]! += difference * difference - 1 / breadth;
  sums[1]! += 1 - 1 / breadth;
}

function checkedBets(bets: readonly number[]): readonly number[] {
  if (bets.length === 0) throw new RangeError('bets must hold at least 1 value, got 0');
  const bad = bets.findIndex(bet => !(bet > 0 && bet < Number.POSITIVE_INFINITY));
  if (bad >= 0) throw new RangeError(`bets[${bad}] must be a finite number above 0, got ${String(bets[bad])}`);
  return bets;
}
