/** What a detector says after an observation. */
export type Detection = {
  /** True on the one observation at which the detector fires */
  readonly alarm: boolean;
  /** What is compared with the threshold; NaN while there is not enough to compute it */
  readonly statistic: number;
  readonly threshold: number;
};

/**
 * A streaming change detector: one observation at a time, memory of fixed size, state as JSON. A detector that was written
 * to JSON and read back goes on with the same bits.
 */
export interface Detector<State extends DetectorState = DetectorState> {
  /** @throws RangeError for an observation that is not a finite number; the state is unchanged then */
  push(x: number): Detection;
  /** Plain JSON: numbers are finite, and the kind and the options are in it. */
  toJSON(): State;
}

/** The part that every detector's state has: which detector it belongs to, and with which options. */
export type DetectorState = { readonly kind: string; readonly options: object };
