import type { Bar, SymbolInfo } from '../../api/types.ts';
import { day } from '../../format/dates.ts';
import { price, priceDigits, signed, signedPercent } from '../../format/numbers.ts';

type Props = { readonly info: SymbolInfo; readonly bars: readonly Bar[] };

export function SymbolHeader({ info, bars }: Props) {
  const last = bars.at(-1);
  const before = bars.at(-2);
  return (
    <header className="symbol-head">
      <div>
        <h1>{info.symbol}</h1>
        <p className="symbol-facts">
          {[info.exchange, info.currency].filter(Boolean).join(' · ')}
          {info.last_session ? ` · last session ${day(info.last_session)}` : ' · no session yet'}
        </p>
      </div>
      {last && (
        <p className="last-close">
          <span className="last-close-label">Last close</span>
          <span className="last-close-price">{price(last.close)}</span>
          {before && <Change from={before.close} to={last.close} />}
        </p>
      )}
    </header>
  );
}

function Change({ from, to }: { readonly from: number; readonly to: number }) {
  const tone = to > from ? 'up' : to < from ? 'down' : 'flat';
  return (
    <span className={`change change-${tone}`}>
      {signed(to - from, priceDigits(to))} ({signedPercent(to / from - 1)})
    </span>
  );
}
