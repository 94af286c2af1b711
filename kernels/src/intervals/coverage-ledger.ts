import { integer } from '../math/check.ts';
import { encode, type Json, type Reader, reader } from '../models/json-reader.ts';

/** What became of one interval, such as `ConformalIntervals.push` says. */
export type CoverageEntry = {
  readonly symbol: string;
  /** Sessions from the forecast to its label, 1 or more */
  readonly horizon: number;
  readonly covered: boolean;
  /** 'bounded' unless told */
  readonly set?: 'bounded' | 'infinite' | 'empty';
};

export type CoverageRow = {
  readonly symbol: string;
  readonly horizon: number;
  /** Labels that have come */
  readonly labels: number;
  readonly covered: number;
  readonly infinite: number;
  readonly empty: number;
  /** covered / labels */
  readonly coverage: number;
  /** Share covered of the newest `window` labels; NaN until there are as many */
  readonly rolling: number;
};

/** Counts per symbol and horizon, O(1) per label; state as JSON. */
export interface CoverageLedger {
  /**
   * Enters one label and says where its symbol and horizon stand now.
   * @throws RangeError for an empty symbol or a horizon that is not an integer of 1 or more
   */
  record(entry: CoverageEntry): CoverageRow;
  /** undefined when no label of that symbol and horizon has come. */
  row(symbol: string, horizon: number): CoverageRow | undefined;
  /** In the order in which the first label of each came. */
  rows(): CoverageRow[];
  /** Plain JSON, from which the same bits go on. */
  toJSON(): { readonly [key: string]: Json };
}

type Account = {
  readonly symbol: string;
  readonly horizon: number;
  labels: number;
  covered: number;
  infinite: number;
  empty: number;
  /** The newest labels, oldest first: 1 for covered */
  recent: number[];
  recentCovered: number;
};

const VERSION = 1;

/**
 * An empty ledger.
 * @param window sessions of the rolling coverage
 * @throws RangeError for a window that is not an integer of 1 or more
 */
export function coverageLedger(window = 60): CoverageLedger {
  return ledger(integer('window', window, 1), []);
}

/**
 * The ledger that `toJSON` was called on.
 * @throws RangeError for anything else: it names the field and what is accepted
 */
export function coverageLedgerFromJSON(json: unknown): CoverageLedger {
  const read = reader(json);
  read.integer('version', VERSION, VERSION);
  const window = read.integer('window', 1);
  return ledger(
    window,
    read.objects('accounts').map(each => accountFromJson(each, window)),
  );
}

function ledger(window: number, saved: readonly Account[]): CoverageLedger {
  const accounts = new Map(saved.map(each => [keyOf(each.symbol, each.horizon), each]));
  return {
    record({ symbol, horizon, covered, set = 'bounded' }) {
      if (typeof symbol !== 'string' || symbol === '') throw new RangeError('symbol must be a text that is not empty');
      integer('horizon', horizon, 1);
      const key = keyOf(symbol, horizon);
      const account = accounts.get(key) ?? emptyAccount(symbol, horizon);
      accounts.set(key, account);
      enter(account, covered, window);
      if (set !== 'bounded') account[set]++;
      return rowOf(account, window);
    },
    row(symbol, horizon) {
      const account = accounts.get(keyOf(symbol, horizon));
      return account && rowOf(account, window);
    },
    rows: () => Array.from(accounts.values(), each => rowOf(each, window)),
    toJSON: () => ({
      version: VERSION,
      window,
      accounts: Array.from(accounts.values(), ({ recentCovered: _, ...each }) => encode(each)),
    }),
  };
}

function enter(account: Account, covered: boolean, window: number): void {
  account.labels++;
  account.covered += Number(covered);
  account.recent.push(Number(covered));
  account.recentCovered += Number(covered);
  if (account.recent.length > window) account.recentCovered -= account.recent.shift()!;
}

function rowOf({ recent, recentCovered, ...counts }: Account, window: number): CoverageRow {
  const rolling = recent.length < window ? Number.NaN : recentCovered / window;
  return { ...counts, coverage: counts.covered / counts.labels, rolling };
}

const keyOf = (symbol: string, horizon: number): string => `${horizon}:${symbol}`;

const emptyAccount = (symbol: string, horizon: number): Account => ({
  symbol,
  horizon,
  labels: 0,
  covered: 0,
  infinite: 0,
  empty: 0,
  recent: [],
  recentCovered: 0,
});

function accountFromJson(read: Reader, window: number): Account {
  const labels = read.integer('labels', 1);
  const recent = read.list('recent', Math.min(labels, window));
  if (!recent.every(each => each === 0 || each === 1)) throw new RangeError('json.recent must hold 0 and 1 only');
  return {
    symbol: read.text('symbol'),
    horizon: read.integer('horizon', 1),
    labels,
    covered: read.integer('covered', 0, labels),
    infinite: read.integer('infinite', 0, labels),
    empty: read.integer('empty', 0, labels),
    recent,
    recentCovered: recent.reduce<number>((sum, each) => sum + each, 0),
  };
}
