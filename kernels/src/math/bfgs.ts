export interface Objective {
  /** Infinity where the function is not defined. */
  value(x: Float64Array): number;
  /** The gradient at the x that `value` saw last. */
  gradientInto(gradient: Float64Array): void;
}

/** Where a descent stands; `descend` goes on from it. */
export type Descent = {
  readonly x: Float64Array;
  readonly gradient: Float64Array;
  /** Inverse Hessian, row by row */
  readonly inverse: Float64Array;
  value: number;
  evaluations: number;
  /** g'Hg, twice the fall that a quadratic would still allow */
  decrement: number;
};

export type DescentOptions = {
  /** Stops when the Newton decrement falls below it: no scale of x or of the function matters */
  readonly tolerance: number;
  readonly maxIterations: number;
  /** Every |x[i]| stays within it */
  readonly bound: number;
};

const SUFFICIENT = 1e-4;
const MAX_HALVINGS = 30;

/** A descent at its start: x within reach, one evaluation and gradient done. */
export function startDescent(objective: Objective, start: Float64Array, inverse: Float64Array): Descent {
  const x = start.slice();
  const gradient = new Float64Array(x.length);
  const value = objective.value(x);
  if (value < Number.POSITIVE_INFINITY) objective.gradientInto(gradient);
  return { x, gradient, inverse, value, evaluations: 1, decrement: Number.POSITIVE_INFINITY };
}

/**
 * BFGS with a step of 1 first and quadratic backtracking, in place, until the decrement is below the tolerance or no step
 * improves the value by more than its rounding.
 * @see Nocedal & Wright (2006), Numerical Optimization, chapters 3 and 6
 */
export function descend(objective: Objective, state: Descent, options: DescentOptions): Descent {
  const n = state.x.length;
  const direction = new Float64Array(n);
  const next = new Float64Array(n);
  const nextGradient = new Float64Array(n);
  if (!(state.value < Number.POSITIVE_INFINITY)) return state;
  for (let i = 0; i < options.maxIterations; i++) {
    const slope = chooseDirection(state, direction, options.bound);
    state.decrement = -slope;
    if (!(-slope > options.tolerance)) return state;
    shorten(direction, i === 0 ? 1 : 3);
    const value = search(objective, state, direction, next, options.bound);
    if (value === undefined) return state;
    objective.gradientInto(nextGradient);
    if (!nextGradient.every(Number.isFinite)) return state;
    updateInverse(state, next, nextGradient);
    state.x.set(next);
    state.gradient.set(nextGradient);
    state.value = value;
  }
  return state;
}

/** -Hg, without the coordinates that rest on the bound and want to cross it; returns its slope g'd. */
function chooseDirection({ x, gradient, inverse }: Descent, direction: Float64Array, bound: number): number {
  const n = x.length;
  let slope = 0;
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let j = 0; j < n; j++) sum -= inverse[i * n + j]! * gradient[j]!;
    direction[i] = Math.abs(x[i]!) >= bound && sum * x[i]! > 0 ? 0 : sum;
    slope += direction[i]! * gradient[i]!;
  }
  return slope;
}

function shorten(direction: Float64Array, most: number): void {
  let largest = 0;
  for (const part of direction) largest = Math.max(largest, Math.abs(part));
  if (largest > most) for (let i = 0; i < direction.length; i++) direction[i] = direction[i]! * (most / largest);
}

/** The value at the first step that falls enough; undefined when none does. A fall within rounding counts as enough. */
function search(
  objective: Objective,
  state: Descent,
  direction: Float64Array,
  next: Float64Array,
  bound: number,
): number | undefined {
  const { x, gradient, value } = state;
  const rounding = 4e-15 * Math.abs(value);
  let slope = 0;
  for (let i = 0; i < x.length; i++) slope += direction[i]! * gradient[i]!;
  let step = 1;
  for (let halving = 0; halving < MAX_HALVINGS; halving++) {
    for (let i = 0; i < x.length; i++) next[i] = Math.max(-bound, Math.min(bound, x[i]! + step * direction[i]!));
    const reached = objective.value(next);
    state.evaluations++;
    if (reached <= value + SUFFICIENT * step * slope + rounding) return reached;
    if (-step * slope < rounding) return undefined;
    const curvature = reached - value - step * slope;
    const best = Number.isFinite(curvature) ? (-slope * step * step) / (2 * curvature) : 0;
    step = Math.max(0.1 * step, Math.min(0.5 * step, best));
  }
  return undefined;
}

/** H := (I - r s y') H (I - r y s') + r s s', r = 1/y's; left as it is when the curvature y's is not positive. */
function updateInverse({ x, gradient, inverse }: Descent, next: Float64Array, nextGradient: Float64Array): void {
  const n = x.length;
  const hy = new Float64Array(n);
  let ys = 0;
  let yhy = 0;
  for (let i = 0; i < n; i++) {
    const y = nextGradient[i]! - gradient[i]!;
    ys += y * (next[i]! - x[i]!);
    let sum = 0;
    for (let j = 0; j < n; j++) sum += inverse[i * n + j]! * (nextGradient[j]! - gradient[j]!);
    hy[i] = sum;
    yhy += y * sum;
  }
  if (!(ys > 1e-300)) return;
  const scale = (1 + yhy / ys) / ys;
  for (let i = 0; i < n; i++) {
    const si = next[i]! - x[i]!;
    for (let j = 0; j < n; j++) {
      const sj = next[j]! - x[j]!;
      inverse[i * n + j] = inverse[i * n + j]! + scale * si * sj - (hy[i]! * sj + si * hy[j]!) / ys;
    }
  }
}
