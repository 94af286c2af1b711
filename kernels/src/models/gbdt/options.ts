import { integer } from '../../math/check.ts';
import type { Matrix } from '../ridge.ts';

export type GbdtOptions = {
  /** Trees at most; 100 unless told */
  readonly trees?: number;
  /** What a tree's leaves are multiplied by; 0.1 unless told */
  readonly learningRate?: number;
  /** Leaves of a tree at most; 31 unless told */
  readonly maxLeaves?: number;
  /** Splits from the root to a leaf at most; no limit unless told */
  readonly maxDepth?: number;
  /** Rows that a leaf holds at least; 20 unless told */
  readonly minLeafRows?: number;
  /** L2 penalty: added to the rows of a leaf in its value and in the gain of a split; 0 unless told */
  readonly l2?: number;
  /** Gain that a split needs at least, in squared units of the target; 0 unless told */
  readonly minGain?: number;
  /** Bins per column, 2 to 255; 255 unless told */
  readonly maxBins?: number;
  /** Share of the rows that each tree sees, drawn without replacement; 1 unless told */
  readonly rowShare?: number;
  /** Share of the columns that each tree may split on; 1 unless told */
  readonly columnShare?: number;
  /** 'squared' for the mean, 'pinball' for the quantile of `level`; 'squared' unless told */
  readonly loss?: 'squared' | 'pinball';
  /** Of the pinball loss; 0.5 unless told */
  readonly level?: number;
  /**
   * Per column, 1 where predictions must not fall as it rises, -1 where they must not rise, 0 where they may do either; all 0
   * unless told, and for squared loss only
   */
  readonly monotone?: ArrayLike<number>;
  /** Off unless told */
  readonly earlyStopping?: GbdtEarlyStopping;
  /** Of the drawn rows and columns; 1 unless told */
  readonly seed?: number;
};

/** Stops when the loss on rows that no tree has seen has not fallen for `patience` trees, and keeps the best number of them. */
export type GbdtEarlyStopping = {
  readonly patience: number;
  /** Share of the rows, the last ones, that are kept from the trees; 0.2 unless told */
  readonly share?: number;
  /** Rows given apart, instead of a share of those that are fitted */
  readonly validation?: { readonly x: Matrix; readonly y: ArrayLike<number> };
};

export type GbdtSettings = {
  readonly trees: number;
  readonly learningRate: number;
  readonly maxLeaves: number;
  readonly maxDepth: number;
  readonly minLeafRows: number;
  readonly l2: number;
  readonly minGain: number;
  readonly maxBins: number;
  readonly rowShare: number;
  readonly columnShare: number;
  readonly loss: 'squared' | 'pinball';
  readonly level: number;
  readonly monotone: Int8Array | undefined;
  readonly patience: number;
  readonly validationShare: number;
  readonly seed: number;
};

/** @throws RangeError that names the option and what is accepted */
export function checkedSettings(options: GbdtOptions): GbdtSettings {
  const { loss = 'squared', earlyStopping } = options;
  if (loss !== 'squared' && loss !== 'pinball') {
    throw new RangeError(`loss must be squared or pinball, got ${String(loss)}`);
  }
  const most = Number.MAX_SAFE_INTEGER;
  return {
    trees: integer('trees', options.trees ?? 100, 1),
    learningRate: within('learningRate', options.learningRate ?? 0.1, 0, 1),
    maxLeaves: integer('maxLeaves', options.maxLeaves ?? 31, 2),
    maxDepth: integer('maxDepth', options.maxDepth ?? most, 1),
    minLeafRows: integer('minLeafRows', options.minLeafRows ?? 20, 1),
    l2: notNegative('l2', options.l2 ?? 0),
    minGain: notNegative('minGain', options.minGain ?? 0),
    maxBins: integer('maxBins', options.maxBins ?? 255, 2, 255),
    rowShare: within('rowShare', options.rowShare ?? 1, 0, 1),
    columnShare: within('columnShare', options.columnShare ?? 1, 0, 1),
    loss,
    level: below1('level', options.level ?? 0.5),
    monotone: directions(options.monotone, loss),
    patience: earlyStopping === undefined ? 0 : integer('earlyStopping.patience', earlyStopping.patience, 1),
    validationShare: shareOf(earlyStopping),
    seed: integer('seed', options.seed ?? 1, 0),
  };
}

function directions(monotone: ArrayLike<number> | undefined, loss: string): Int8Array | undefined {
  if (monotone === undefined) return undefined;
  const list = Array.from(monotone);
  const bad = list.findIndex(each => each !== 1 && each !== 0 && each !== -1);
  if (bad >= 0) throw new RangeError(`monotone[${bad}] must be 1, 0 or -1, got ${String(list[bad])}`);
  if (loss !== 'squared') throw new RangeError(`monotone must be left out unless loss is squared, got ${loss}`);
  return Int8Array.from(list);
}

function shareOf(earlyStopping: GbdtEarlyStopping | undefined): number {
  if (earlyStopping === undefined) return 0;
  const { share, validation } = earlyStopping;
  if (validation === undefined) return below1('earlyStopping.share', share ?? 0.2);
  if (share === undefined) return 0;
  throw new RangeError(`earlyStopping must have a share or validation rows, got both, a share of ${share}`);
}

function within(name: string, value: number, above: number, most: number): number {
  if (value > above && value <= most) return value;
  throw new RangeError(`${name} must be above ${above} and at most ${most}, got ${String(value)}`);
}

function below1(name: string, value: number): number {
  if (value > 0 && value < 1) return value;
  throw new RangeError(`${name} must be above 0 and below 1, got ${String(value)}`);
}

function notNegative(name: string, value: number): number {
  if (value >= 0 && value < Number.POSITIVE_INFINITY) return value;
  throw new RangeError(`${name} must be a finite number, 0 or more, got ${String(value)}`);
}
