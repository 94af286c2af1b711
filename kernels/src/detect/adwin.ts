import { integer } from '../math/check.ts';
import { type Reader, reader } from '../models/json-reader.ts';
import { type AdwinWindow, emptyWindow, insert, largestCut } from './adwin-window.ts';
import { once, standardised } from './control-limit.ts';
import type { Detector, DetectorState } from './detector.ts';
import { measureRunLength, statedRunLength } from './measure-run-length.ts';
import type { Sampler } from './sampler.ts';

export type AdwinOptions = {
  /** Significance of a test, above 0 and below 1; default 0.002. It is not a rate of false alarms, see `averageRunLength`. */
  readonly delta?: number;
  /** It tests at every observation whose number is a multiple of this; default 32 */
  readonly clock?: number;
  /** Buckets of one size that are kept, at least 2; default 5. More cut the window more finely. */
  readonly mostBuckets?: number;
  /** The fewest observations on each side of a cut; default 5 */
  readonly shortest?: number;
  /** It does not test before more observations than this; default 10 */
  readonly grace?: number;
};

export type AdwinState = {
  readonly kind: 'adwin';
  readonly options: Required<AdwinOptions>;
  /** Observations since the start or the last alarm */
  readonly seen: number;
  readonly window: AdwinWindow;
};

const unitUniform: Sampler = uniform => uniform;

/**
 * ADWIN as river implements it: it keeps a window of the newest observations, of any length, in O(log n) memory, and fires
 * when some cut of the window leaves two parts whose means differ by more than a bound. The statistic is the largest
 * difference divided by its bound, the threshold 1; at observations without a test the statistic is NaN. After an alarm it
 * starts again from an empty window, at the observation after, as river does.
 *
 * The bound is that of observations between 0 and 1 whose variance is known: bring others to that range. It takes
 * observations as independent: on squared errors of a series with clusters of volatility it fires at the clusters.
 * `averageRunLength` is simulated with observations uniform on 0 to 1, 100 runs of up to 20,000.
 *
 * @example
 * const detector = adwin({ delta: 0.002 });
 * @throws RangeError for options out of their range
 * @see Bifet & Gavaldà (2007), Learning from time-changing data with adaptive windowing, SIAM SDM; river 0.26, drift.ADWIN
 */
export function adwin(options: AdwinOptions = {}): Detector<AdwinState> {
  const { delta = 0.002, clock = 32, mostBuckets = 5, shortest = 5, grace = 10 } = options;
  return detector(checked({ delta, clock, mostBuckets, shortest, grace }), 0, emptyWindow());
}

export function adwinFromJson(state: DetectorState): Detector<AdwinState> {
  const read = reader(state, 'state');
  const options = read.object('options');
  const chosen = checked({
    delta: options.finite('delta'),
    clock: options.integer('clock', 1),
    mostBuckets: options.integer('mostBuckets', 2),
    shortest: options.integer('shortest', 1),
    grace: options.integer('grace', 0),
  });
  return detector(chosen, read.integer('seen', 0), windowFromJson(read.object('window'), chosen.mostBuckets));
}

function detector(options: Required<AdwinOptions>, start: number, saved: AdwinWindow): Detector<AdwinState> {
  const { clock, mostBuckets, grace } = options;
  let seen = start;
  let window = saved;
  const runLength = once(() => {
    const make = () => detector(options, 0, emptyWindow());
    const measured = measureRunLength(make, unitUniform, { runs: 100, longest: 20_000 });
    return statedRunLength(measured, 'independent observations, uniform on 0 to 1');
  });
  return {
    get averageRunLength() {
      return runLength();
    },
    push(x) {
      standardised(x, 0, 1);
      insert(window, x + 0, mostBuckets); // JSON has no -0
      seen += 1;
      const tested = seen % clock === 0 && window.width > grace;
      const statistic = tested ? largestCut(window, options) : Number.NaN;
      const alarm = statistic > 1;
      if (alarm) {
        seen = 0;
        window = emptyWindow();
      }
      return { alarm, statistic, threshold: 1 };
    },
    toJSON: () => ({ kind: 'adwin', options, seen, window: structuredClone(window) }),
  };
}

function windowFromJson(read: Reader, mostBuckets: number): AdwinWindow {
  const rows = read.objects('rows').map((row, i) => {
    const totals = row.list('totals');
    if (totals.length > mostBuckets) throw new RangeError(`row ${i} must hold up to ${mostBuckets} buckets`);
    return { totals };
  });
  const width = rows.reduce((sum, { totals }, i) => sum + totals.length * 2 ** i, 0);
  if (rows.length === 0) throw new RangeError('state.window.rows must hold at least 1 row, got 0');
  if (read.integer('width', 0) !== width) {
    throw new RangeError(`state.window.width must be the buckets' ${width}, got ${read.integer('width', 0)}`);
  }
  return { width, total: read.finite('total'), squares: read.finite('squares'), rows };
}

function checked(options: Required<AdwinOptions>): Required<AdwinOptions> {
  const { delta, clock, mostBuckets, shortest, grace } = options;
  if (!(delta > 0 && delta < 1)) throw new RangeError(`delta must be above 0 and below 1, got ${String(delta)}`);
  integer('clock', clock, 1);
  integer('mostBuckets', mostBuckets, 2);
  integer('shortest', shortest, 1);
  integer('grace', grace, 0);
  return options;
}
