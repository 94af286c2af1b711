import { useCallback, useMemo, useState } from 'react';
import type { Alarm, Bar, Decision, Forecast, SymbolInfo } from '../../api/types.ts';
import { chartEvents } from '../../charts/chart-events.ts';
import { PriceChart } from '../../charts/price-chart.tsx';
import { lastSettled, priceChartData } from '../../charts/price-chart-data.ts';
import { Panel } from '../../components/panel.tsx';
import { Segmented } from '../../components/segmented.tsx';
import { join } from '../../components/source.ts';
import { day } from '../../format/dates.ts';
import { counted, percent } from '../../format/numbers.ts';
import { ChartReadout } from './chart-readout.tsx';
import { SettledTable } from './settled-table.tsx';
import { useBars, useChampionForecasts } from './use-history.ts';
import { useAlarms, useDecisions, useVersions } from './use-loop.ts';
import { aliasOf } from './use-symbols.ts';

const RANGES = [
  { value: 60, text: '3 months' },
  { value: 120, text: '6 months' },
  { value: 250, text: '1 year' },
] as const;

type Data = {
  readonly bars: readonly Bar[];
  readonly forecasts: readonly Forecast[];
  readonly alarms: readonly Alarm[];
  readonly decisions: readonly Decision[];
};

const nothing = ({ bars }: Data): string | undefined =>
  bars.length > 0 ? undefined : 'No bar of this symbol is known yet. Ingestion brings them after the next close.';

export function ForecastsPanel({ info }: { readonly info: SymbolInfo }) {
  const [range, setRange] = useState<number>(60);
  const decisions = useDecisions(info.symbol);
  const forecasts = useChampionForecasts(info, decisions.data, useVersions(info.symbol).data);
  const source = join({ bars: useBars(info), forecasts, alarms: useAlarms(info.symbol), decisions });
  return (
    <Panel
      title="Forecasts against actual closes"
      source={source}
      empty={nothing}
      className="panel-wide"
      aside={<Segmented label="Range" options={RANGES} value={range} onChange={setRange} />}
    >
      {data => <Forecasts info={info} range={range} {...data} />}
    </Panel>
  );
}

type Props = Data & { readonly info: SymbolInfo; readonly range: number };

function Forecasts({ info, range, bars, forecasts, alarms, decisions }: Props) {
  const [hovered, setHovered] = useState<string>();
  const onHover = useCallback((session: string | undefined) => setHovered(session), []);
  const champion = aliasOf(info, 'champion');
  const data = useMemo(() => {
    const series = priceChartData(bars, forecasts);
    const sessions = series.closes.map(({ time }) => time);
    return { series, events: chartEvents({ alarms, decisions, champion }, sessions) };
  }, [bars, forecasts, alarms, decisions, champion]);
  const level = forecasts[0]?.level;
  const settled = lastSettled(forecasts, 10);
  const { closes, means } = data.series;
  const label = `Line chart: ${counted(closes.length, 'close')} to ${day(closes.at(-1)?.time)} with ${counted(means.length, 'forecast')} and ${counted(data.events.length, 'event')}. The table below has the last ten.`;
  return (
    <>
      <ul className="legend">
        <li className="key key-close">Actual close</li>
        <li className="key key-champion">Champion’s forecast</li>
        <li className="key key-band">{level === undefined ? 'Interval' : `${percent(level, 0)} interval`}</li>
        <li className="key key-alarm">Alarm</li>
        <li className="key key-promotion">Promotion</li>
        <li className="key key-rejection">Rejection</li>
      </ul>
      <ChartReadout
        series={data.series}
        events={data.events}
        session={hovered ?? means.at(-1)?.time ?? closes.at(-1)?.time}
      />
      <PriceChart data={data} label={label} visible={range} onHover={onHover} />
      {settled.length > 0 && (
        <details className="more">
          <summary>Last {settled.length} settled forecasts as a table</summary>
          <SettledTable rows={settled} />
        </details>
      )}
    </>
  );
}
