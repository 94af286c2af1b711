import {
  type CustomData,
  type CustomSeriesOptions,
  customSeriesDefaultOptions,
  type ICustomSeriesPaneRenderer,
  type ICustomSeriesPaneView,
  type PaneRendererCustomData,
  type Time,
} from 'lightweight-charts';

export type BandData = CustomData<Time> & { readonly lower: number; readonly upper: number };
type Options = CustomSeriesOptions & { readonly fill: string };
type Draw = ICustomSeriesPaneRenderer['draw'];
type Rows = PaneRendererCustomData<Time, BandData>;

/** The area between two lines, which the charts library has no series for. */
export function bandSeries(fill: string): ICustomSeriesPaneView<Time, BandData, Options> {
  let rows: Rows | undefined;
  const draw: Draw = (target, toY) => {
    if (rows) paint(target, toY, rows, fill);
  };
  return {
    renderer: () => ({ draw }),
    update: data => {
      rows = data;
    },
    priceValueBuilder: ({ lower, upper }) => [lower, upper, (lower + upper) / 2],
    isWhitespace: (data): data is CustomData<Time> => !('lower' in data),
    defaultOptions: () => ({ ...customSeriesDefaultOptions, fill }),
  };
}

function paint(
  target: Parameters<Draw>[0],
  toY: Parameters<Draw>[1],
  { bars, visibleRange }: Rows,
  fill: string,
): void {
  if (!visibleRange) return;
  // One more at each side, so that the area reaches the edges.
  const part = bars.slice(Math.max(0, visibleRange.from - 1), visibleRange.to + 1);
  // biome-ignore lint/correctness/useHookAtTopLevel: a method of the canvas, not a React hook
  target.useBitmapCoordinateSpace(({ context, horizontalPixelRatio: dx, verticalPixelRatio: dy }) => {
    const edge = (of: (data: BandData) => number) =>
      part.flatMap(({ x, originalData }) => {
        const y = toY(of(originalData));
        return y === null ? [] : [[x * dx, y * dy] as const];
      });
    const outline = [...edge(data => data.upper), ...edge(data => data.lower).reverse()];
    context.beginPath();
    for (const [x, y] of outline) context.lineTo(x, y);
    context.closePath();
    context.fillStyle = fill;
    context.fill();
  });
}
