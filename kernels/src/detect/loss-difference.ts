export type ForecastPair = {
  readonly actual: number;
  readonly forecast: number;
  /** Such as the random walk's forecast */
  readonly benchmark: number;
  /**
   * An estimate, made before the actual was known, of how large actual - benchmark usually is. With it sessions on which the
   * two forecasts are far apart, in units of it, weigh more; without it all weigh alike.
   */
  readonly scale?: number;
};

/**
 * How much worse a forecast did than the benchmark, as the difference of their absolute errors: x = (|actual - forecast| -
 * |actual - benchmark|) / max(|forecast - benchmark|, scale). By the triangle inequality it lies in -1 to 1 whatever the
 * actual, so that `eDetector` needs no assumption about tails; above 0 the forecast did worse. 0 where the two forecasts are
 * equal: that session says nothing.
 * @throws RangeError for numbers that are not finite or a scale below 0
 */
export function lossDifference({ actual, forecast, benchmark, scale = 0 }: ForecastPair): number {
  const apart = Math.abs(forecast - benchmark);
  const worse = Math.abs(actual - forecast) - Math.abs(actual - benchmark);
  if (!(scale >= 0 && scale < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`scale must be a finite number, 0 or more, got ${String(scale)}`);
  }
  if (!Number.isFinite(apart) || !Number.isFinite(worse)) {
    throw new RangeError(`actual, forecast and benchmark must be finite, got ${actual}, ${forecast}, ${benchmark}`);
  }
  if (apart === 0) return 0;
  return Math.min(1, Math.max(-1, worse / Math.max(apart, scale))) + 0;
}

/**
 * The differences of many symbols on one session as one observation in -1 to 1: their mean, weighted. It keeps the guarantee
 * of `eDetector` under any dependence between the symbols, as long as the weights were fixed before the session.
 * @param weights 0 or more; default all alike
 * @throws RangeError for no differences, one outside -1 to 1, or weights that do not fit
 */
export function pooledLossDifference(differences: ArrayLike<number>, weights?: ArrayLike<number>): number {
  const n = differences.length;
  if (n === 0) throw new RangeError('differences must hold at least 1 value, got 0');
  if (weights && weights.length !== n) throw new RangeError(`weights must hold ${n} values, got ${weights.length}`);
  let sum = 0;
  let total = 0;
  for (let i = 0; i < n; i++) {
    const difference = differences[i]!;
    const weight = weights ? weights[i]! : 1;
    if (!(Math.abs(difference) <= 1)) throw new RangeError(`differences[${i}] must be in -1 to 1, got ${difference}`);
    if (!(weight >= 0 && weight < 1e150)) throw new RangeError(`weights[${i}] must be 0 or more, got ${weight}`);
    sum += weight * difference;
    total += weight;
  }
  return total === 0 ? 0 : Math.min(1, Math.max(-1, sum / total)) + 0;
}
