import {
  adwin,
  bootstrapSampler,
  cusum,
  type Detector,
  eDetector,
  ewmaChart,
  normalSampler,
  pageHinkley,
  rollingRmse,
} from '../index.ts';
import { detectorContract, throughText } from './detector.contract.ts';

/** Solved once, however often it is made. */
const solvedOnce = (detector: Detector) => () => throughText(detector);
const wide = { min: -1e6, max: 1e6 };
const sample = [0.3, -1.2, 0.1, 2.4, -0.7, 0.9, -0.2, -1.6, 0.5, 4.8, -0.4, 0.2];
const usual = { range: wide, settled: 0, changed: 6, afterAlarm: 'restarts' } as const;

detectorContract('cusum, threshold given', { ...usual, make: () => cusum({ threshold: 5 }) });
detectorContract('cusum, solved for normal input', { ...usual, make: solvedOnce(cusum({ averageRunLength: 500 })) });
const down = () => cusum({ threshold: 4, sides: 'down', allowance: 0.25, mean: 3, standardDeviation: 2 });
detectorContract('cusum, decreases', { ...usual, settled: 3, changed: -6, make: down });
const ofSample = cusum({ averageRunLength: 100, inControl: sample, runs: 200 }).toJSON().options;
detectorContract('cusum, threshold given with a sample', {
  ...usual,
  make: solvedOnce(cusum({ threshold: ofSample.threshold, inControl: sample, runs: 200 })),
});

detectorContract('ewma chart, threshold given', { ...usual, make: () => ewmaChart({ threshold: 3, lambda: 0.2 }) });
detectorContract('ewma chart, solved', {
  ...usual,
  make: solvedOnce(ewmaChart({ averageRunLength: 370, sides: 'up' })),
});
detectorContract('ewma chart, decreases', {
  ...usual,
  changed: -6,
  make: solvedOnce(ewmaChart({ averageRunLength: 60, sides: 'down', inControl: bootstrapSampler(sample), runs: 200 })),
});

detectorContract('page-hinkley, threshold given', { ...usual, make: () => pageHinkley({ threshold: 50 }) });
const rises = () => pageHinkley({ threshold: 20, minimum: 1, delta: 0, alpha: 1, sides: 'up' });
detectorContract('page-hinkley, increases', { ...usual, changed: 40, make: rises });
const solved = solvedOnce(pageHinkley({ averageRunLength: 100, inControl: normalSampler, runs: 100, seed: 3 }));
detectorContract('page-hinkley, solved', { ...usual, changed: 40, make: solved });

detectorContract('adwin', { ...usual, make: () => adwin() });
detectorContract('adwin, testing always', {
  ...usual,
  make: () => adwin({ delta: 0.1, clock: 1, mostBuckets: 2, shortest: 1, grace: 0 }),
});

const unit = { range: { min: -1, max: 1 }, settled: 0, changed: 1, afterAlarm: 'restarts' } as const;
detectorContract('e-detector', { ...unit, make: () => eDetector({ averageRunLength: 1000 }) });
detectorContract('e-detector, one bet', {
  ...unit,
  settled: -0.5,
  make: () => eDetector({ averageRunLength: 5, bets: [1] }),
});

detectorContract('rolling rmse', {
  ...usual,
  afterAlarm: 'rearms',
  make: () => rollingRmse({ baseline: 1, window: 5, ratio: 0.1, consecutive: 2 }),
});
