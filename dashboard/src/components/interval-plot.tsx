export type IntervalRow = {
  readonly name: string;
  readonly kind: 'champion' | 'challenger' | 'walk';
  readonly mean: number;
  readonly lower: number | null;
  readonly upper: number | null;
};

type Props = {
  readonly rows: readonly IntervalRow[];
  readonly last: number;
  readonly format: (price: number) => string;
};

const WIDTH = 100;

/** Forecasts with their intervals under each other on one price axis; a line marks the last close. */
export function IntervalPlot({ rows, last, format }: Props) {
  const values = rows.flatMap(({ mean, lower, upper }) => [mean, lower ?? mean, upper ?? mean]).concat(last);
  const low = Math.min(...values);
  const span = Math.max(...values) - low || 1;
  const x = (value: number): number => 3 + ((value - low) / span) * (WIDTH - 6);
  return (
    <ul className="intervals">
      {rows.map(({ name, kind, mean, lower, upper }) => (
        <li key={name} className={`interval interval-${kind}`}>
          <span className="interval-name">{name}</span>
          <svg viewBox={`0 0 ${WIDTH} 12`} preserveAspectRatio="none" aria-hidden="true">
            <line className="interval-last" x1={x(last)} x2={x(last)} y1="0" y2="12" />
            {lower !== null && upper !== null && (
              <rect className="interval-range" x={x(lower)} width={x(upper) - x(lower)} y="3" height="6" />
            )}
            <line className="interval-mean" x1={x(mean)} x2={x(mean)} y1="1" y2="11" />
          </svg>
          <span className="interval-mean-text">{format(mean)}</span>
          <span className="interval-bounds">
            {lower !== null && upper !== null ? `${format(lower)} – ${format(upper)}` : 'no interval of this level'}
          </span>
        </li>
      ))}
    </ul>
  );
}
