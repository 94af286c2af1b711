import { series } from '../../math/check.ts';
import { uniformSource } from '../../math/random.ts';
import { checkDeviation, largest, noiseFloor, powerOfTwo, spread } from '../../math/scale.ts';
import type { Matrix } from '../ridge.ts';
import { binned } from './bins.ts';
import { boost } from './boost.ts';
import type { GbdtFit } from './gbdt-fit.ts';
import { meanLoss, quantileOf } from './losses.ts';
import { checkedSettings, type GbdtEarlyStopping, type GbdtOptions } from './options.ts';

/**
 * Gradient-boosted regression trees on rows of features: each tree is grown leaf by leaf on histograms of binned columns to
 * fit the gradients of the loss, and its leaves are added times the learning rate. For the pinball loss each leaf's value is
 * the quantile of its residuals. Rows are in the order of time: early stopping looks at the last ones, or at rows given apart, which no
 * tree has seen. NaN is a missing value, sent to the side where it lowers the loss. The same seed gives the same bits.
 * @param x rows of features
 * @param y one value per row
 * @example predictGbdt(fitGbdt({ data, columns: 3 }, y, { trees: 200 }), { data: nextRow, columns: 3 })[0]
 * @throws RangeError for a target that is not finite, an infinite feature, lengths that do not match, fewer rows than two
 *   leaves hold, or an option out of its range
 * @see Friedman (2001), Annals of Statistics 29; Chen & Guestrin (2016), XGBoost; Ke et al. (2017), LightGBM
 */
export function fitGbdt(x: Matrix, y: ArrayLike<number>, options: GbdtOptions = {}): GbdtFit {
  const settings = checkedSettings(options);
  const own = series('y', y, 2 * settings.minLeafRows);
  const rows = checkedRows('x', x, own.length);
  const training = rows - Math.ceil(rows * settings.validationShare);
  if (training < 2 * settings.minLeafRows) {
    throw new RangeError(`x must hold at least ${2 * settings.minLeafRows} rows to train on, got ${training}`);
  }
  if (settings.monotone && settings.monotone.length !== x.columns) {
    throw new RangeError(`monotone must hold ${x.columns} values, one per column, got ${settings.monotone.length}`);
  }
  const { all, target } = withValidation(x, own, options.earlyStopping);
  const seen = target.subarray(0, training);
  const { mean, deviation } = spread(seen);
  checkDeviation(deviation);
  const exact = deviation <= noiseFloor(largest(seen));
  const scale = powerOfTwo(deviation);
  const centre = exact ? target[0]! : mean;
  // In these units squares neither overflow nor underflow, and a target times 2^k gives the same trees.
  const scaled = target.map(value => (exact ? 0 : (value - centre) / scale));
  const base = exact ? 0 : baseOf(scaled.subarray(0, training), settings);
  const uniform = uniformSource(settings.seed);
  const rules = { ...settings, minGain: settings.minGain / scale / scale };
  const { trees, gain, splits, score } = boost(
    binned(all, training, settings.maxBins),
    all,
    scaled,
    { base, training },
    rules,
    uniform,
  );
  const inUnits = trees.map(tree => ({ ...tree, value: tree.value.map(value => value * scale) }));
  return {
    kind: 'gbdt',
    name: 'gbdt',
    columns: x.columns,
    nobs: training,
    loss: settings.loss,
    level: settings.level,
    base: centre + base * scale,
    trees: inUnits,
    importance: { gain: gain.map(value => value * scale * scale), splits },
    sigma2: meanLoss(scaled.subarray(0, training), score, 0, undefined) * scale * scale,
  };
}

function baseOf(scaled: Float64Array, { loss, level }: { loss: string; level: number }): number {
  if (loss === 'pinball') return quantileOf(scaled, level);
  return scaled.reduce((sum, value) => sum + value, 0) / scaled.length;
}

/** Rows given apart go after the others, where early stopping looks for them. */
function withValidation(x: Matrix, own: Float64Array, earlyStopping: GbdtEarlyStopping | undefined) {
  const { validation } = earlyStopping ?? {};
  if (validation === undefined) return { all: x, target: own };
  const more = series('earlyStopping.validation.y', validation.y, 1);
  if (validation.x.columns !== x.columns) {
    throw new RangeError(`earlyStopping.validation.x must have ${x.columns} columns, got ${validation.x.columns}`);
  }
  checkedRows('earlyStopping.validation.x', validation.x, more.length);
  const data = joined(x.data, validation.x.data);
  return { all: { data, columns: x.columns }, target: joined(own, more) };
}

function joined(first: Float64Array, second: Float64Array): Float64Array {
  const all = new Float64Array(first.length + second.length);
  all.set(first);
  all.set(second, first.length);
  return all;
}

function checkedRows(name: string, { data, columns }: Matrix, targets: number): number {
  if (!Number.isSafeInteger(columns) || columns < 1) {
    throw new RangeError(`${name}.columns must be an integer, 1 or more, got ${String(columns)}`);
  }
  const rows = data.length / columns;
  if (rows !== targets) {
    throw new RangeError(
      `${name}.data must hold ${targets} rows of ${columns} values, one per target, got ${data.length} values`,
    );
  }
  const bad = data.findIndex(value => value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY);
  if (bad >= 0) {
    const where = `row ${Math.floor(bad / columns)}, column ${bad % columns}`;
    throw new RangeError(`${name} must be finite or NaN everywhere, got ${data[bad]} in ${where}`);
  }
  return rows;
}
