import type { Forecast, SeasonalEtsFit } from '../../fit.ts';

/** Mean and covariance of a season's seasonal times (level, slope). */
type Product = { l: number; b: number; ll: number; lb: number; bb: number };

/**
 * Forecasts with a multiplicative season and normal relative errors, exactly: the seasonal of each season times level and
 * slope, x = s (l, b)', is moved by every error as x := (F + g w' e) x with w = (1, phi), and in its own season times
 * 1 + gamma e, so that its first two moments follow from themselves. With q = w'x, y = q (1 + e).
 * @see Hyndman, Koehler, Ord & Snyder (2008), section 6.4 (class 3), which has the same moments in Kronecker products
 */
export function multiplicativeMoments(fit: SeasonalEtsFit, horizon: number): Forecast {
  const { period, phi, sigma2, state } = fit;
  const products = state.season.map(s => ({ l: s * state.level, b: s * state.slope, ll: 0, lb: 0, bb: 0 }));
  const mean = new Float64Array(horizon);
  const variance = new Float64Array(horizon);
  for (let h = 0; h < horizon; h++) {
    const own = products[(state.observed + h) % period]!;
    mean[h] = own.l + phi * own.b;
    const spread = own.ll + phi * (2 * own.lb + phi * own.bb);
    variance[h] = (1 + sigma2) * spread + sigma2 * mean[h]! ** 2;
    for (const product of products) move(fit, product, product === own ? fit.gamma : 0);
  }
  return { mean, variance };
}

/** With k = gamma^2: V := F V F' + k s2 F S F' + gamma s2 (2 F S G' - F m m' G' + transposes) + (s2 + 3 k s2^2) G S G' - ... */
function move({ alpha, beta, phi, sigma2 }: SeasonalEtsFit, product: Product, gamma: number): void {
  const { l, b, ll, lb, bb } = product;
  const q = l + phi * b;
  const byB = lb + phi * bb;
  const total = ll + phi * lb + phi * byB;
  const square = total + q * q;
  const cross = phi * (byB + q * b);
  const k = gamma * gamma * sigma2;
  const c = 2 * gamma * sigma2;
  const g = (sigma2 + 3 * k * sigma2) * square - k * sigma2 * q * q;
  const mixed = c * square - 0.5 * c * q * q;
  const mixedB = c * cross - 0.5 * c * phi * q * b;
  product.ll = total + k * square + 2 * alpha * mixed + alpha * alpha * g;
  product.lb = phi * byB + k * cross + beta * mixed + alpha * mixedB + alpha * beta * g;
  product.bb = phi * phi * (bb + k * (bb + b * b)) + 2 * beta * mixedB + beta * beta * g;
  product.l = q * (1 + alpha * gamma * sigma2);
  product.b = phi * b + beta * gamma * sigma2 * q;
}
