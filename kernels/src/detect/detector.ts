/** What a detector says after an observation. */
export type Detection = {
  /** True on the one observation at which the detector fires */
  readonly alarm: boolean;
  /** What is compared with the threshold; NaN while there is not enough to compute it */
  readonly statistic: number;
  readonly threshold: number;
};

/** How often a detector fires when nothing has changed. */
export type AverageRunLength = {
  /** Observations until a false alarm, on average, counted from the start or from the alarm before */
  readonly value: number;
  /** `proved`: a theorem; `computed`: the integral equation of the run length; `simulated`: seeded runs */
  readonly basis: 'proved' | 'computed' | 'simulated';
  /** What the observations are taken to be while nothing has changed */
  readonly assumes: string;
  /** True where `value` is a lower bound: by proof, or because some simulated runs ended before an alarm */
  readonly atLeast: boolean;
  /** Of a simulated value; 0 for the others */
  readonly standardError: number;
};

/**
 * A streaming change detector: one observation at a time, memory of fixed size, state as JSON. A detector that was written
 * to JSON and read back goes on with the same bits.
 */
export interface Detector<State extends DetectorState = DetectorState> {
  /** The rate of its false alarms, worked out when it is first read */
  readonly averageRunLength: AverageRunLength;
  /** @throws RangeError for an observation that is not a finite number; the state is unchanged then */
  push(x: number): Detection;
  /** Plain JSON: numbers are finite, and the kind and the options are in it. */
  toJSON(): State;
}

/** The part that every detector's state has: which detector it belongs to, and with which options. */
export type DetectorState = { readonly kind: string; readonly options: object };

/** Detections of a whole series, in the order of its observations. */
export type Detections = {
  /** Positions of the observations at which the detector fired */
  readonly alarms: readonly number[];
  readonly statistics: Float64Array;
  readonly thresholds: Float64Array;
};

/**
 * Pushes a whole series, with the bits of pushing one observation after the other.
 * @throws RangeError at the first observation that the detector refuses; it has taken those before
 */
export function detect(detector: Detector, values: ArrayLike<number>): Detections {
  const alarms: number[] = [];
  const statistics = new Float64Array(values.length);
  const thresholds = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const { alarm, statistic, threshold } = detector.push(values[i]!);
    if (alarm) alarms.push(i);
    statistics[i] = statistic;
    thresholds[i] = threshold;
  }
  return { alarms, statistics, thresholds };
}
