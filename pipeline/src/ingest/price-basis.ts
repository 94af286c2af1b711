import type { Session } from '#shared';
import type { Split } from './ports.ts';

/**
 * New shares per old one over the splits with sessions in (from, to]: a price of `to` times this is in the basis of `from`.
 * @example splitFactor([{ session: '2014-06-09', ratio: 7 }], '2014-06-06', '2014-06-09') // 7
 */
export function splitFactor(splits: readonly Split[], from: Session, to: Session): number {
  let factor = 1;
  for (const { session, ratio } of splits) if (session > from && session <= to) factor *= ratio;
  return factor;
}

/** A price of a session in the price basis of an earlier one: the actual close as a forecast made then would state it. */
export const priceInBasisOf = (
  basis: Session,
  actual: { readonly session: Session; readonly close: number },
  splits: readonly Split[],
): number => actual.close * splitFactor(splits, basis, actual.session);
