import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { calendar, type Session } from '#shared';

export type Regime = {
  /** From this session on */
  readonly from: Session;
  /** Standard deviation of the daily log return */
  readonly volatility: number;
  /** First-order autocorrelation of returns: above 0 an ARIMA has something to find */
  readonly momentum: number;
};

/** A seeded generator of uniform numbers in [0, 1): mulberry32. */
function uniform(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Writes a made-up market as CSV files of the documented shape: the regimes follow one another on the calendar of XNYS. */
export function writeMarket(
  folder: string,
  symbols: readonly string[],
  span: { readonly from: Session; readonly to: Session },
  regimes: readonly Regime[],
  seed: number,
): void {
  mkdirSync(folder, { recursive: true });
  symbols.forEach((symbol, i) => {
    const random = uniform(seed + i);
    const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    let close = 100;
    let before = 0;
    const lines = calendar('XNYS')
      .sessions(span.from, span.to)
      .map(session => {
        const regime = regimes.findLast(({ from }) => from <= session) ?? { volatility: 0.01, momentum: 0 };
        const change = regime.momentum * before + regime.volatility * normal();
        before = change;
        const open = close;
        close *= Math.exp(change);
        const high = Math.max(open, close) * 1.001;
        const low = Math.min(open, close) * 0.999;
        return [session, open, high, low, close, close, 1000 + Math.floor(random() * 1000)].join();
      });
    writeFileSync(join(folder, `${symbol}.csv`), `Date,Open,High,Low,Close,Adj Close,Volume\n${lines.join('\n')}\n`);
  });
}
