import type { ChartEvent } from '../../charts/chart-events.ts';
import type { PriceChartData } from '../../charts/price-chart-data.ts';
import { day } from '../../format/dates.ts';
import { price, priceDigits, signed } from '../../format/numbers.ts';

type Props = {
  readonly series: PriceChartData;
  readonly events: readonly ChartEvent[];
  readonly session: string | undefined;
};

/** The numbers of one session of the chart in words: the one under the pointer, else the newest. */
export function ChartReadout({ series, events, session }: Props) {
  const close = series.closes.find(({ time }) => time === session)?.value;
  const mean = series.means.find(({ time }) => time === session)?.value;
  const band = series.band.find(({ time }) => time === session);
  const digits = priceDigits(close ?? mean ?? 100);
  const happened = events.filter(({ time }) => time === session).map(({ text }) => text);
  return (
    <p className="readout">
      <strong>{day(session)}</strong>
      <span>close {close === undefined ? 'not known yet' : price(close, digits)}</span>
      {mean !== undefined && <span>forecast {price(mean, digits)}</span>}
      {band && (
        <span>
          {price(band.lower, digits)} – {price(band.upper, digits)}
        </span>
      )}
      {close !== undefined && mean !== undefined && <span>error {signed(close - mean, digits)}</span>}
      {happened.map(text => (
        <span key={text} className="readout-event">
          {text}
        </span>
      ))}
    </p>
  );
}
