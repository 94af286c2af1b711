import {
  createSeriesMarkers,
  type IChartApi,
  LineSeries,
  LineStyle,
  type SeriesMarker,
  type Time,
} from 'lightweight-charts';
import { bandSeries } from './band-series.ts';
import type { ChartEvent } from './chart-events.ts';
import type { PriceChartData } from './price-chart-data.ts';
import { type Drawing, PRICE_FORMAT, useChart } from './use-chart.ts';
import type { ThemeColors } from './use-theme-colors.ts';

type Data = { readonly series: PriceChartData; readonly events: readonly ChartEvent[] };
type Props = {
  /** Keeps its identity while nothing changed */
  readonly data: Data;
  readonly label: string;
  readonly visible: number;
  readonly onHover: (session: string | undefined) => void;
};

/** Closes and forecasts on one time axis, with what happened to the champion. */
export function PriceChart({ data, label, visible, onHover }: Props) {
  const points = new Set([...data.series.closes, ...data.series.means].map(({ time }) => time)).size;
  const host = useChart({ draw, data, points, visible, onHover });
  return <div ref={host} className="chart chart-tall" role="img" aria-label={label} />;
}

function draw(chart: IChartApi, colors: ThemeColors): Drawing<Data> {
  const quiet = {
    priceFormat: PRICE_FORMAT,
    lastValueVisible: false,
    priceLineVisible: false,
    crosshairMarkerVisible: false,
  };
  const band = chart.addCustomSeries(bandSeries(colors.band), quiet);
  const mean = chart.addSeries(LineSeries, {
    ...quiet,
    color: colors.champion,
    lineWidth: 2,
    lineStyle: LineStyle.Solid,
  });
  const close = chart.addSeries(LineSeries, {
    ...quiet,
    color: colors.ink,
    lineWidth: 2,
    lastValueVisible: true,
    crosshairMarkerVisible: true,
  });
  const markers = createSeriesMarkers(close, []);
  return {
    update({ series, events }) {
      band.setData(series.band.map(point => ({ ...point })));
      mean.setData(series.means.map(point => ({ ...point })));
      close.setData(series.closes.map(point => ({ ...point })));
      markers.setMarkers(events.map(event => marker(event, colors)));
    },
  };
}

function marker({ time, kind }: ChartEvent, colors: ThemeColors): SeriesMarker<Time> {
  if (kind === 'alarm') return { time, position: 'aboveBar', shape: 'circle', color: colors.alarm, size: 0.8 };
  if (kind === 'promotion') return { time, position: 'belowBar', shape: 'arrowUp', color: colors.good, size: 1.2 };
  return { time, position: 'belowBar', shape: 'square', color: colors.muted, size: 0.6 };
}
