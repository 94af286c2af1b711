import type { Family } from '../family.ts';
import type { AdjustedFit, MeanFit } from '../fit.ts';

/** @param familyOf of the inner model: the table of families holds this one too, so it is asked when it is whole */
export function adjustedFamily(familyOf: (fit: MeanFit) => Family<MeanFit>): Family<AdjustedFit> {
  return {
    start: ({ inner }) => ({ observed: 0, inner: familyOf(inner).start(inner) }),
    advance(fit, { observed, inner }, values, predictions) {
      const moved = familyOf(fit.inner).advance(fit.inner, inner, adjust(fit, observed, values), predictions);
      predictions?.set(restore(fit, observed, predictions));
      return { observed: observed + values.length, inner: moved };
    },
    needs: ({ inner }) => familyOf(inner).needs(inner),
    forecast(fit, horizon) {
      const standing = { ...fit.inner, state: fit.state.inner } as MeanFit;
      const { mean, variance } = familyOf(standing).forecast(standing, horizon);
      const { observed } = fit.state;
      const scale = (h: number) => (fit.type === 'multiplicative' ? indexAt(fit, observed + h) ** 2 : 1);
      return { mean: restore(fit, observed, mean), variance: variance.map((value, h) => value * scale(h)) };
    },
  };
}

type Season = Pick<AdjustedFit, 'type' | 'indices'>;

const indexAt = ({ indices }: Season, t: number): number => indices[t % indices.length]!;

/** Without the season; the first value is number `from` of the series. */
export const adjust = (season: Season, from: number, y: Float64Array): Float64Array =>
  y.map((value, t) => {
    const index = indexAt(season, from + t);
    return season.type === 'multiplicative' ? value / index : value - index;
  });

const restore = (season: Season, from: number, y: Float64Array): Float64Array =>
  y.map((value, t) => {
    const index = indexAt(season, from + t);
    return season.type === 'multiplicative' ? value * index : value + index;
  });
