import { adwinFromJson } from './adwin.ts';
import { cusumFromJson } from './cusum.ts';
import type { Detector, DetectorState } from './detector.ts';
import { eDetectorFromJson } from './e-detector.ts';
import { ewmaChartFromJson } from './ewma-chart.ts';
import { pageHinkleyFromJson } from './page-hinkley.ts';
import { type RollingRmseState, rollingRmse } from './rolling-rmse.ts';

const KINDS: Readonly<Record<string, (state: DetectorState) => Detector>> = {
  'rolling-rmse': state => rollingRmse((state as RollingRmseState).options, state as RollingRmseState),
  cusum: cusumFromJson,
  'ewma-chart': ewmaChartFromJson,
  'page-hinkley': pageHinkleyFromJson,
  adwin: adwinFromJson,
  'e-detector': eDetectorFromJson,
};

/**
 * The detector that a state was saved from, at that state; its options come out of the state.
 * @throws RangeError for a kind that is not known or a state that does not fit it
 */
export function detectorFromJSON(state: DetectorState): Detector {
  if (Object.hasOwn(KINDS, state.kind)) return KINDS[state.kind]!(state);
  throw new RangeError(
    `a detector's kind must be one of ${Object.keys(KINDS).join(', ')}, got "${String(state.kind)}"`,
  );
}
