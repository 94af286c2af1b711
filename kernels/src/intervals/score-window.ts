/** The newest scores, in the order they came and sorted. */
export interface ScoreWindow {
  push(score: number): void;
  /**
   * The k-th smallest of n scores for k = ceil((n + 1) p): Infinity when k is above n, -Infinity when it is below 1.
   * @see Vovk, Gammerman & Shafer (2005), Algorithmic Learning in a Random World, for the n + 1
   */
  quantile(p: number): number;
  /** 0 without scores. */
  largest(): number;
  /** Oldest first. */
  scores(): number[];
}

/** Keeps 0.9 * 10 from being 9.000000000000002. */
const ROUNDING = 1e-9;

export function scoreWindow(size: number): ScoreWindow {
  const ring = new Float64Array(size);
  const sorted = new Float64Array(size);
  let count = 0;
  let oldest = 0;
  const remove = (score: number) => {
    sorted.copyWithin(placeOf(sorted, count, score), placeOf(sorted, count, score) + 1, count);
    count--;
  };
  return {
    push(score) {
      if (count === size) remove(ring[oldest]!);
      const place = placeOf(sorted, count, score);
      sorted.copyWithin(place + 1, place, count);
      sorted[place] = score;
      ring[oldest] = score;
      oldest = (oldest + 1) % size;
      count++;
    },
    quantile(p) {
      const k = Math.ceil((count + 1) * p - ROUNDING);
      if (k < 1) return Number.NEGATIVE_INFINITY;
      return k > count ? Number.POSITIVE_INFINITY : sorted[k - 1]!;
    },
    largest: () => (count === 0 ? 0 : sorted[count - 1]!),
    scores: () =>
      count < size ? Array.from(ring.subarray(0, count)) : [...ring.subarray(oldest), ...ring.subarray(0, oldest)],
  };
}

/** The first place whose score is not below `score`. */
function placeOf(sorted: Float64Array, count: number, score: number): number {
  let [from, to] = [0, count];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (sorted[middle]! < score) from = middle + 1;
    else to = middle;
  }
  return from;
}
