import { BaselineSeries, type IChartApi, LineSeries, LineStyle, type LineWidth } from 'lightweight-charts';
import { signedPercent } from '../format/numbers.ts';
import type { ErrorChartData } from './error-chart-data.ts';
import { type Drawing, SHARE_FORMAT, useChart } from './use-chart.ts';
import type { ThemeColors } from './use-theme-colors.ts';

type Props = {
  /** Keeps its identity while nothing changed */
  readonly data: ErrorChartData;
  readonly label: string;
  readonly visible: number;
  readonly onHover: (session: string | undefined) => void;
};

/** The champion's rolling error beside the random walk's, and under them by how much it is lower. */
export function ErrorChart({ data, label, visible, onHover }: Props) {
  const host = useChart({ draw, data, points: data.champion.length, visible, onHover });
  return <div ref={host} className="chart" role="img" aria-label={label} />;
}

function draw(chart: IChartApi, colors: ThemeColors): Drawing<ErrorChartData> {
  const quiet = { priceLineVisible: false, lastValueVisible: false };
  const line = (color: string, lineStyle: LineStyle, lineWidth: LineWidth) =>
    chart.addSeries(LineSeries, { ...quiet, priceFormat: SHARE_FORMAT, color, lineStyle, lineWidth });
  const champion = line(colors.champion, LineStyle.Solid, 2);
  const walk = line(colors.walk, LineStyle.Dashed, 2);
  const gain = chart.addSeries(BaselineSeries, { ...quiet, ...gainColors(colors), lineWidth: 1 }, 1);
  gain.applyOptions({
    baseValue: { type: 'price', price: 0 },
    priceFormat: { type: 'custom', minMove: 0.0001, formatter: (share: number) => signedPercent(share, 1) },
  });
  const [upper, lower] = chart.panes();
  upper?.setStretchFactor(2);
  lower?.setStretchFactor(1);
  return {
    update(data) {
      champion.setData(data.champion.map(point => ({ ...point })));
      walk.setData(data.randomWalk.map(point => ({ ...point })));
      gain.setData(data.gain.map(point => ({ ...point })));
    },
  };
}

const gainColors = ({ good, goodSoft, alarm, alarmSoft }: ThemeColors) => ({
  topLineColor: good,
  topFillColor1: goodSoft,
  topFillColor2: goodSoft,
  bottomLineColor: alarm,
  bottomFillColor1: alarmSoft,
  bottomFillColor2: alarmSoft,
});
