const SECTION = (3 - Math.sqrt(5)) / 2;

/**
 * The lowest point of a function that has one valley between `from` and `to`, to within `tolerance`, the ends included.
 * @see Brent (1973), Algorithms for Minimization without Derivatives, chapter 5 (the golden section alone)
 */
export function goldenSection(value: (x: number) => number, from: number, to: number, tolerance: number): number {
  let [a, b] = [from, to];
  let x = a + SECTION * (b - a);
  let w = b - SECTION * (b - a);
  let atX = value(x);
  let atW = value(w);
  while (b - a > tolerance) {
    if (atX <= atW) {
      b = w;
      w = x;
      atW = atX;
      x = a + SECTION * (b - a);
      atX = value(x);
    } else {
      a = x;
      x = w;
      atX = atW;
      w = b - SECTION * (b - a);
      atW = value(w);
    }
  }
  const inside: [number, number] = atX <= atW ? [x, atX] : [w, atW];
  const ends: [number, number][] = [
    [from, value(from)],
    [to, value(to)],
  ];
  return ends.reduce((best, each) => (each[1] < best[1] ? each : best), inside)[0];
}
