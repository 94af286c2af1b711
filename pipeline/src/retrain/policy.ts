import { AppError } from '#shared';

/** Detectors, thresholds, gate and schedule together: what a replay compares. */
export type Policy = {
  readonly name: string;
  readonly summary: string;
  /** An alarm of the drift rule starts a retraining */
  readonly onAlarm: boolean;
  /** Every symbol is retrained with the first session of a month */
  readonly monthly: boolean;
};

const POLICIES: readonly Policy[] = [
  { name: 'brief', summary: 'retrain when rolling RMSE drifts, promote on lower RMSE', onAlarm: true, monthly: false },
  { name: 'monthly', summary: 'retrain every month, promote on lower RMSE', onAlarm: false, monthly: true },
  { name: 'never', summary: 'keep the first champion', onAlarm: false, monthly: false },
];

/** @throws AppError INVALID_INPUT that names the value and the policies there are */
export function parsePolicy(name: string): Policy {
  const policy = POLICIES.find(known => known.name === name);
  if (policy) return policy;
  throw new AppError('INVALID_INPUT', `"${name}" is not a policy`, {
    field: 'policy',
    accepted: POLICIES.map(known => known.name).join(', '),
  });
}
