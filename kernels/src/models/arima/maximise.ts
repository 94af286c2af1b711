import { type Descent, descend, type Objective, startDescent } from '../../math/bfgs.ts';
import { admissibleOnly } from './admissible.ts';
import { factorObjective } from './factor-map.ts';
import type { Factors } from './factors.ts';
import { gradientInto } from './gradient.ts';
import { inverseFactorInformation, inverseInformation } from './information.ts';
import { evaluate } from './likelihood.ts';
import { seasonalStartValues, startValues } from './starts.ts';
import type { Workspace } from './workspace.ts';

/** |x| <= 12: partial autocorrelations up to 1 - 8e-11, where an optimum on the unit circle ends. */
const BOUND = 12;
/** Not looser: descents cross plateaus on which the decrement is small, at 1e-2 a quarter of them stop 0.5 or more short. */
const SEARCH = { tolerance: 1e-4, maxIterations: 100, bound: BOUND };
/** For the scores of an automatic search, whose winner is polished: AICc to 0.01 or so. */
const SCORE = { ...SEARCH, tolerance: 1e-3 };
const POLISH = { tolerance: 1e-13, maxIterations: 200, bound: BOUND };
/** From a point beside the maximum: coefficients to 1e-5 of their standard errors, the likelihood to 1e-10. */
const WARM = { ...POLISH, tolerance: 1e-10 };
/** In the value, twice the log-likelihood: searches that stopped this close to the best may still overtake it. */
const CONTENDERS = 0.5;

const HEATS = [
  { until: 8, keep: 4 },
  { until: 20, keep: 2 },
  { until: SEARCH.maxIterations, keep: 1 },
];

export type SearchOptions = {
  /** Which start values, or the one to begin at: atanh of partial autocorrelations */
  readonly starts: 'multi' | 'single' | Float64Array;
  /** Only roots of modulus 1.01 or more */
  readonly admissible: boolean;
  /** Runs every descent out and the best to the last digits; without it the log-likelihood is good to 1e-4 or so */
  readonly polish: boolean;
};

/** Leaves the workspace at the best point found: its value there, and mean, squares and partial autocorrelations. */
export function maximise(work: Workspace, { starts, admissible, polish }: SearchOptions): number {
  const { p, q } = work.shape;
  const last = new Float64Array(p + q).fill(Number.NaN);
  const plain: Objective = {
    value: x => {
      last.set(x);
      return evaluate(work, x);
    },
    gradientInto: gradient => gradientInto(work, gradient),
  };
  const limited = admissible ? admissibleOnly(plain, p, q) : undefined;
  const objective = limited ?? plain;
  const best = bestDescent(
    objective,
    typeof starts === 'string' ? startValues(work, starts) : [starts],
    x => inverseInformation(x, p, q, work.n),
    polish && (typeof starts === 'string' ? POLISH : WARM),
  );
  const found = limited ? limited.inner(best.x) : best.x;
  // A descent mostly ends where it evaluated last, and the workspace then holds it already.
  return found.every((value, i) => value === last[i]) ? best.value : evaluate(work, found);
}

/** The same with seasonal factors: the coefficients found, in their order, and the value. */
export function maximiseFactors(
  work: Workspace,
  factors: Factors,
  { starts, admissible, polish }: SearchOptions,
): { value: number; coefficients: Float64Array } {
  const objective = factorObjective(work, factors, admissible);
  const best = bestDescent(
    objective,
    typeof starts === 'string' ? seasonalStartValues(work, factors, starts) : [starts],
    x => inverseFactorInformation(x, factors, work.n),
    polish && (typeof starts === 'string' ? POLISH : WARM),
  );
  const value = objective.value(best.x);
  return { value, coefficients: objective.coefficients(best.x) };
}

/** Descents of one candidate at the tolerance of a search; x is in the coordinates that `SearchOptions.starts` takes. */
export type Climber = {
  readonly startValues: (kind: 'multi' | 'single') => Float64Array[];
  /** The best point that descents from the starts reach, those behind dropped on the way */
  climb(starts: readonly Float64Array[]): Found;
  valueAt(x: Float64Array): number;
};

export type Found = { readonly value: number; readonly x: Float64Array };

/** Only roots of modulus 1.01 or more. */
export function admissibleClimber(work: Workspace, factors: Factors): Climber {
  const { p, q, P, Q } = factors;
  const seasonal = P + Q > 0;
  const plain: Objective = { value: x => evaluate(work, x), gradientInto: gradient => gradientInto(work, gradient) };
  const objective = seasonal ? factorObjective(work, factors, true) : admissibleOnly(plain, p, q);
  const inverse = (x: Float64Array) =>
    seasonal ? inverseFactorInformation(x, factors, work.n) : inverseInformation(x, p, q, work.n);
  return {
    startValues: kind => (seasonal ? seasonalStartValues(work, factors, kind) : startValues(work, kind)),
    climb: starts =>
      race(
        objective,
        starts.map(start => startDescent(objective, start, inverse(start))),
        SCORE,
      ),
    valueAt: x => objective.value(x),
  };
}

function bestDescent(
  objective: Objective,
  starts: readonly Float64Array[],
  inverse: (x: Float64Array) => Float64Array,
  polish: typeof POLISH | false,
): Descent {
  const begin = (start: Float64Array) => startDescent(objective, start, inverse(start));
  if (starts.length === 1) return descend(objective, begin(starts[0]!), polish || SEARCH);
  if (!polish) return race(objective, starts.map(begin));
  const found = starts.map(start => descend(objective, begin(start), SEARCH)).sort(byValue);
  let best = descend(objective, found[0]!, polish);
  const reach = found[0]!.value + CONTENDERS;
  for (const other of found.slice(1)) {
    if (!(other.value < reach) || near(other.x, best.x)) continue;
    const polished = descend(objective, other, polish);
    if (polished.value < best.value) best = polished;
  }
  return best;
}

/** Drops the starts that are behind after a while: half the time, and seldom the winner. */
function race(objective: Objective, all: readonly Descent[], options = SEARCH): Descent {
  let running = all;
  let run = 0;
  for (const { until, keep } of HEATS) {
    for (const each of running) descend(objective, each, { ...options, maxIterations: until - run });
    running = running.toSorted(byValue).slice(0, keep);
    run = until;
  }
  return running[0]!;
}

const byValue = (a: Descent, b: Descent): number => a.value - b.value;

const near = (a: Float64Array, b: Float64Array): boolean => a.every((value, i) => Math.abs(value - b[i]!) < 0.02);
