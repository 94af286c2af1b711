/** Gradient-boosted trees on rows of features. */
export type GbdtFit = {
  readonly kind: 'gbdt';
  readonly name: string;
  readonly columns: number;
  /** Rows that the trees were fitted to */
  readonly nobs: number;
  readonly loss: 'squared' | 'pinball';
  /** Of the pinball loss */
  readonly level: number;
  /** The prediction before the first tree */
  readonly base: number;
  readonly trees: readonly GbdtTree[];
  /** Per column: how much its splits lowered the squared error of the gradients, and how many they are */
  readonly importance: { readonly gain: readonly number[]; readonly splits: readonly number[] };
  /** Mean squared residual of the rows that were fitted */
  readonly sigma2: number;
};

/** Node 0 is the root; a child is a node's number, or ~k for leaf k. Without nodes there is leaf 0 alone. */
export type GbdtTree = {
  readonly column: readonly number[];
  /** Values at most this go left */
  readonly cut: readonly number[];
  /** Whether NaN goes left */
  readonly missingLeft: readonly boolean[];
  readonly left: readonly number[];
  readonly right: readonly number[];
  /** What each leaf adds, the learning rate included */
  readonly value: readonly number[];
};
