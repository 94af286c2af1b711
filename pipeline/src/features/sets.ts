import { AppError } from '#shared';
import { core1 } from './core.ts';
import type { FeatureSet } from './feature-set.ts';

/** Every feature set that is kept up to date. */
export const FEATURE_SETS: readonly FeatureSet[] = [core1];

/** @throws AppError INVALID_INPUT that names the sets there are */
export function featureSet(name: string): FeatureSet {
  const set = FEATURE_SETS.find(known => known.name === name);
  if (set) return set;
  const accepted = FEATURE_SETS.map(known => known.name).join(', ');
  throw new AppError('INVALID_INPUT', `there is no feature set "${name}"`, { field: 'feature_set', accepted });
}
