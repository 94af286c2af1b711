export type NelderMead = { readonly tolerance: number; readonly most: number };
type Vertex = { x: readonly number[]; value: number };

/**
 * The Nelder-Mead search as R's `optim` and `ets` run it, step for step: reflection 1, contraction 1/2, expansion 2, a simplex
 * that starts with steps of a tenth of the largest coordinate, and an end when the values are close, not the points.
 * @see Nash (1990), Compact Numerical Methods for Computers, algorithm 19
 */
export function nelderMead(f: (x: readonly number[]) => number, start: readonly number[], options: NelderMead): Vertex {
  let count = 0;
  const vertex = (x: readonly number[]): Vertex => {
    const value = f(x);
    count++;
    return { x, value: Number.isFinite(value) ? value : 1e35 };
  };
  const step = Math.max(...start.map(value => 0.1 * Math.abs(value))) || 0.1;
  const first = vertex(start);
  const steps = start.map((_, i) => vertex(start.map((value, j) => (j === i ? value + step : value))));
  const enough = options.tolerance * (Math.abs(first.value) + options.tolerance);
  let size = start.length * step;
  let best = first;
  for (const simplex = [first, ...steps]; ; ) {
    let worst = best;
    for (const each of simplex) {
      if (each.value < best.value) best = each;
      if (each.value > worst.value) worst = each;
    }
    const before = worst.value;
    if (before <= best.value + enough || count > options.most) return best;
    const middle = centre(simplex, worst);
    const reflected = vertex(between(2, middle, -1, worst.x));
    if (reflected.value < best.value) {
      const expanded = vertex(between(2, reflected.x, -1, middle));
      Object.assign(worst, expanded.value < reflected.value ? expanded : reflected);
      continue;
    }
    if (reflected.value < before) Object.assign(worst, reflected);
    const contracted = vertex(between(0.5, worst.x, 0.5, middle));
    if (contracted.value < worst.value) Object.assign(worst, contracted);
    else if (reflected.value >= before) {
      const left = shrink(simplex, best, vertex);
      if (!(left < size)) return best;
      size = left;
    }
  }
}

/** The mean of all vertices but one. */
const centre = (simplex: readonly Vertex[], without: Vertex): number[] =>
  without.x.map((own, i) => simplex.reduce((sum, { x }) => sum + (x[i] ?? 0), -own) / (simplex.length - 1));

const between = (a: number, x: readonly number[], b: number, y: readonly number[]): number[] =>
  x.map((value, i) => a * value + b * (y[i] ?? 0));

/** Every vertex half way to the best one; returns the sum of what is left of the distances. */
function shrink(simplex: readonly Vertex[], best: Vertex, vertex: (x: readonly number[]) => Vertex): number {
  let size = 0;
  for (const each of simplex) {
    if (each === best) continue;
    const x = each.x.map((value, i) => 0.5 * (value - (best.x[i] ?? 0)) + (best.x[i] ?? 0));
    size += x.reduce((sum, value, i) => sum + Math.abs(value - (best.x[i] ?? 0)), 0);
    Object.assign(each, vertex(x));
  }
  return size;
}
