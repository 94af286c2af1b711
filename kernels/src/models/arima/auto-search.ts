/** Orders that a stepwise search moves over. */
export type Orders = {
  readonly p: number;
  readonly q: number;
  readonly P: number;
  readonly Q: number;
  readonly constant: boolean;
};

/** A score to be minimised; Infinity where orders are not allowed. */
export type Score = (orders: Orders) => number;

/** Greedy: the first neighbour that is better becomes the centre. */
export function stepwise(starts: readonly Orders[], score: Score): Orders {
  let best = starts.reduce((a, b) => (score(b) < score(a) ? b : a));
  for (;;) {
    const centre = score(best);
    const next = neighbours(best).find(candidate => score(candidate) < centre);
    if (next === undefined) return best;
    best = next;
  }
}

/** Where `auto.arima` starts, simplest first: an equal score leaves it in place. */
export function startingOrders(seasonal: boolean, constant: boolean): Orders[] {
  const season = seasonal ? 1 : 0;
  return [
    { p: 0, q: 0, P: 0, Q: 0, constant },
    { p: 1, q: 0, P: season, Q: 0, constant },
    { p: 0, q: 1, P: 0, Q: season, constant },
    { p: 2, q: 2, P: season, Q: season, constant },
    { p: 0, q: 0, P: 0, Q: 0, constant: false },
  ];
}

const STEPS = [
  [-1, 0],
  [0, -1],
  [1, 0],
  [0, 1],
  [-1, -1],
  [-1, 1],
  [1, -1],
  [1, 1],
] as const;

/** In the order of `auto.arima`: the season first. */
function neighbours(centre: Orders): Orders[] {
  const { p, q, P, Q, constant } = centre;
  return [
    ...STEPS.map(([dP, dQ]) => ({ ...centre, P: P + dP, Q: Q + dQ })),
    ...STEPS.map(([dp, dq]) => ({ ...centre, p: p + dp, q: q + dq })),
    { ...centre, constant: !constant },
  ];
}

export const keyOf = ({ p, q, P, Q, constant }: Orders): string => `${p},${q},${P},${Q},${constant}`;
