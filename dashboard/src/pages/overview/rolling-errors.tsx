import { useCallback, useMemo, useState } from 'react';
import type { Scores } from '../../api/types.ts';
import { ErrorChart } from '../../charts/error-chart.tsx';
import { errorChartData } from '../../charts/error-chart-data.ts';
import { day } from '../../format/dates.ts';
import { count, counted, percent, signedPercent } from '../../format/numbers.ts';

/** Points that are shown at first: two years. */
const VISIBLE = 500;

/** Champion and random walk over the newest sessions up to each session. */
export function RollingErrors({ scores: { series, window } }: { readonly scores: Scores }) {
  const [hovered, setHovered] = useState<string>();
  const onHover = useCallback((session: string | undefined) => setHovered(session), []);
  const data = useMemo(() => errorChartData(series), [series]);
  const session = hovered ?? data.champion.at(-1)?.time;
  const at = (line: typeof data.champion) => line.find(({ time }) => time === session)?.value;
  const n = series.find(point => point.session === session)?.n ?? window;
  const label = `Line chart: rolling RMSE of champion and random walk over ${window} sessions, ${counted(data.champion.length, 'point')}.`;
  return (
    <>
      <ul className="legend">
        <li className="key key-champion">Champion</li>
        <li className="key key-walk">Random walk</li>
        <li className="key key-gain">Below: how much lower the champion’s is</li>
      </ul>
      <p className="readout">
        <strong>{day(session)}</strong>
        <span>champion {percent(at(data.champion), 2)}</span>
        <span>random walk {percent(at(data.randomWalk), 2)}</span>
        <span>{signedPercent(at(data.gain))}</span>
        <span>n = {count(n)}</span>
      </p>
      <ErrorChart data={data} visible={VISIBLE} onHover={onHover} label={label} />
    </>
  );
}
