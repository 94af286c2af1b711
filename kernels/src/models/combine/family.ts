import type { Family } from '../family.ts';
import type { CombinationFit, MeanFit } from '../fit.ts';
import { medians, pooled, weighted } from './combine.ts';

/** @param familyOf of the members: the table of families holds this one too, so it is asked when it is whole */
export function combinationFamily(familyOf: (fit: MeanFit) => Family<MeanFit>): Family<CombinationFit> {
  return {
    start: ({ members }) => ({ observed: 0, members: members.map(member => familyOf(member).start(member)) }),
    advance(fit, state, values, predictions) {
      const rows = fit.members.map(() => new Float64Array(values.length));
      const members = fit.members.map((member, i) =>
        familyOf(member).advance(member, state.members[i]!, values, rows[i]!),
      );
      predictions?.set(oneStep(fit, rows));
      return { observed: state.observed + values.length, members };
    },
    needs: ({ members }) => Math.max(...members.map(member => familyOf(member).needs(member))),
    forecast(fit, horizon) {
      const parts = fit.members.map((member, i) => {
        const standing = { ...member, state: fit.state.members[i]! } as MeanFit;
        return familyOf(standing).forecast(standing, horizon);
      });
      return pooled(parts, weightsOf(fit));
    },
  };
}

const weightsOf = (fit: CombinationFit) => (fit.method === 'median' ? undefined : fit.weights);

/** NaN until every member predicts. */
function oneStep(fit: CombinationFit, rows: readonly Float64Array[]): Float64Array {
  const weights = weightsOf(fit);
  const joined = weights ? weighted(rows, weights) : medians(rows);
  return joined.map((value, t) => (rows.some(row => Number.isNaN(row[t]!)) ? Number.NaN : value));
}
