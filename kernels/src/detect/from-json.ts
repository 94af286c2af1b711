import type { Detector, DetectorState } from './detector.ts';
import { type RollingRmseState, rollingRmse } from './rolling-rmse.ts';

/**
 * The detector that a state was saved from, at that state; its options come out of the state.
 * @throws RangeError for a kind that is not known or a state that does not fit it
 */
export function detectorFromJSON(state: DetectorState): Detector {
  if (state.kind !== 'rolling-rmse') {
    throw new RangeError(`a detector's kind must be "rolling-rmse", got "${String(state.kind)}"`);
  }
  const saved = state as RollingRmseState;
  return rollingRmse(saved.options, saved);
}
