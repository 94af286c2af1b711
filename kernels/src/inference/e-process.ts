import { integer } from '../math/check.ts';
import { reader } from '../models/json-reader.ts';
import { type Contest, stakeOf } from './contest.ts';

export type EProcessOptions = {
  /** Steps that the forecasts look ahead; 1 unless told. Then every session must be pushed, one without contests too */
  readonly horizon?: number;
  /** Bets to mix, in units of the distance of the forecasts; default 0.1 to 51.2, doubling */
  readonly bets?: ArrayLike<number>;
};

export type EProcessState = {
  readonly kind: 'e-process';
  readonly horizon: number;
  readonly bets: readonly number[];
  readonly sessions: number;
  /** Per interleaved process, the logarithm of each bet's wealth */
  readonly logWealth: readonly (readonly number[])[];
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
   * About how many more sessions until E is 1/alpha, when every bet goes on growing as it has on average so far: 0 when it
   * is there, Infinity while no bet grows or nothing has been seen.
   * @throws RangeError for an alpha that is not above 0 and below 1
   */
  sessionsNeeded(alpha: number): number;
  toJSON(): EProcessState;
}

const BETS = Array.from({ length: 10 }, (_, k) => 0.1 * 2 ** k);
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
 * The stake is proportional to how far apart the forecasts are, |a - b| / scale: where they agree, nothing is bet. Several
 * symbols on one session make one bet, on the mean of their d weighted by those distances, which lies in -1 to 1 too under
 * any dependence between the symbols. Bets of ten sizes are mixed: the mean of their wealths is E.
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
  const rows = read.value('logWealth');
  if (!Array.isArray(rows) || rows.length !== horizon) {
    throw new RangeError(`json.logWealth must hold ${horizon} rows, one per step`);
  }
  const wealth = rows.map((row, i) =>
    Float64Array.from(reader({ row }, `json.logWealth[${i}]`).list('row', bets.length)),
  );
  return process(bets, read.integer('sessions', 0), wealth);
}

function process(bets: readonly number[], begun: number, logWealth: readonly Float64Array[]): EProcess {
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
      const { stake, difference } = stakeOf(contests);
      const wealth = logWealth[sessions % horizon]!;
      for (let k = 0; k < bets.length; k++) wealth[k]! += Math.log1p(Math.min(most, bets[k]! * stake) * difference);
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
    }),
  };
}

/** The smallest factor of 1 or more at which the projection is at the target; Infinity where it never is. */
function factorUntil(at: (factor: number) => number, target: number): number {
  if (at(1) >= target) return 1;
  let [low, high] = [1, 2];
  while (at(high) < target) {
    low = high;
    high *= 2;
    if (high > 1e9) return Number.POSITIVE_INFINITY;
  }
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (at(middle) < target) low = middle;
    else high = middle;
  }
  return high;
}

/** log of the mean of exp(x), without overflow. */
function logMean(values: readonly number[]): number {
  const most = Math.max(...values);
  return most + Math.log(values.reduce((sum, value) => sum + Math.exp(value - most), 0) / values.length);
}

function checkedBets(bets: readonly number[]): readonly number[] {
  if (bets.length === 0) throw new RangeError('bets must hold at least 1 value, got 0');
  const bad = bets.findIndex(bet => !(bet > 0 && bet < Number.POSITIVE_INFINITY));
  if (bad >= 0) throw new RangeError(`bets[${bad}] must be a finite number above 0, got ${String(bets[bad])}`);
  return bets;
}
