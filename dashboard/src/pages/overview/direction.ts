export type Direction = 'up' | 'down' | 'none';

/** Where a forecast points from the last close; a difference below the price's rounding points nowhere. */
export function directionOf(prediction: number, last: number): Direction {
  const change = prediction - last;
  if (Math.abs(change) <= 1e-9 * Math.abs(last)) return 'none';
  return change > 0 ? 'up' : 'down';
}
