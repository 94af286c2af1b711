import {
  ColorType,
  createChart,
  type DeepPartial,
  type IChartApi,
  LineStyle,
  type TimeChartOptions,
} from 'lightweight-charts';
import { type RefObject, useEffect, useRef } from 'react';
import { percent, price } from '../format/numbers.ts';
import { type ThemeColors, useThemeColors } from './use-theme-colors.ts';

/** Numbers on an axis as everywhere else on the page. */
export const PRICE_FORMAT = { type: 'custom', minMove: 0.0001, formatter: (value: number) => price(value) } as const;
export const SHARE_FORMAT = {
  type: 'custom',
  minMove: 0.0001,
  formatter: (share: number) => percent(share, 2),
} as const;

/** What a chart has drawn, and how to give it other data. */
export type Drawing<Data> = { readonly update: (data: Data) => void };
type Draw<Data> = (chart: IChartApi, colors: ThemeColors) => Drawing<Data>;

type Options<Data> = {
  /** Builds the series; must not change between renders */
  readonly draw: Draw<Data>;
  readonly data: Data;
  /** Points on the time axis, and how many of the newest are shown at first */
  readonly points: number;
  readonly visible: number;
  /** The session under the pointer */
  readonly onHover: (session: string | undefined) => void;
};

/** A chart that fills the element of the returned ref and follows its size and the theme. */
export function useChart<Data>({
  draw,
  data,
  points,
  visible,
  onHover,
}: Options<Data>): RefObject<HTMLDivElement | null> {
  const host = useRef<HTMLDivElement>(null);
  const drawn = useRef<{ chart: IChartApi; drawing: Drawing<Data> }>(undefined);
  const colors = useThemeColors();

  useEffect(() => {
    if (!host.current) return;
    const chart = createChart(host.current, chartOptions(colors));
    drawn.current = { chart, drawing: draw(chart, colors) };
    chart.subscribeCrosshairMove(({ time }) => onHover(typeof time === 'string' ? time : undefined));
    return () => {
      drawn.current = undefined;
      chart.remove();
    };
  }, [draw, colors, onHover]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a chart in new colors starts empty and has to be filled again
  useEffect(() => drawn.current?.drawing.update(data), [data, draw, colors, onHover]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the range of a chart in new colors has to be set again
  useEffect(() => {
    drawn.current?.chart
      .timeScale()
      .setVisibleLogicalRange({ from: Math.max(-0.5, points - visible), to: points + 0.5 });
  }, [points, visible, draw, colors, onHover]);

  return host;
}

const chartOptions = (colors: ThemeColors): DeepPartial<TimeChartOptions> => ({
  autoSize: true,
  layout: {
    background: { type: ColorType.Solid, color: 'transparent' },
    textColor: colors.muted,
    fontFamily: colors.font,
    fontSize: 11,
    // The page shows the notice and the link itself; the logo would bring a style sheet that the server's policy refuses.
    attributionLogo: false,
    panes: { separatorColor: colors.grid, separatorHoverColor: colors.grid, enableResize: false },
  },
  grid: { vertLines: { visible: false }, horzLines: { color: colors.grid } },
  rightPriceScale: { borderVisible: false, scaleMargins: { top: 0.12, bottom: 0.1 } },
  timeScale: { borderVisible: false, fixLeftEdge: true, fixRightEdge: true, minBarSpacing: 0.3 },
  crosshair: {
    vertLine: { color: colors.muted, style: LineStyle.Solid, width: 1, labelVisible: true },
    horzLine: { color: colors.muted, style: LineStyle.Dotted, width: 1 },
  },
  localization: { locale: 'en-GB', dateFormat: 'd MMM yyyy' },
  // The wheel and a vertical swipe belong to the page.
  handleScroll: { mouseWheel: false, pressedMouseMove: true, horzTouchDrag: true, vertTouchDrag: false },
  handleScale: { mouseWheel: false, pinch: true, axisPressedMouseMove: true, axisDoubleClickReset: true },
});
