export type Quadrature = { readonly nodes: Float64Array; readonly weights: Float64Array };

/**
 * Nodes and weights of Gauss-Legendre quadrature from `from` to `to`: exact for polynomials of degree 2n - 1.
 * @see Golub & Welsch (1969); the nodes by Newton's method on the three-term recurrence
 */
export function gaussLegendre(n: number, from: number, to: number): Quadrature {
  const nodes = new Float64Array(n);
  const weights = new Float64Array(n);
  const half = (to - from) / 2;
  for (let i = 0; i < n; i++) {
    const { x, slope } = root(n, Math.cos((Math.PI * (n - i - 0.25)) / (n + 0.5)));
    nodes[i] = from + half * (1 + x);
    weights[i] = (2 * half) / ((1 - x * x) * slope * slope);
  }
  return { nodes, weights };
}

function root(n: number, start: number): { x: number; slope: number } {
  let x = start;
  for (let pass = 0; pass < 20; pass++) {
    const { value, slope } = legendre(n, x);
    const step = value / slope;
    x -= step;
    if (Math.abs(step) < 1e-15) break;
  }
  return { x, slope: legendre(n, x).slope };
}

function legendre(n: number, x: number): { value: number; slope: number } {
  let before = 1;
  let value = x;
  for (let k = 2; k <= n; k++) {
    const next = ((2 * k - 1) * x * value - (k - 1) * before) / k;
    before = value;
    value = next;
  }
  return { value, slope: (n * (x * value - before)) / (x * x - 1) };
}
