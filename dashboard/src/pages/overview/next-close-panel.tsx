import type { SymbolInfo } from '../../api/types.ts';
import { IntervalPlot, type IntervalRow } from '../../components/interval-plot.tsx';
import { Panel } from '../../components/panel.tsx';
import { day } from '../../format/dates.ts';
import { percent, price, priceDigits, signed, signedPercent } from '../../format/numbers.ts';
import { type Direction, directionOf } from './direction.ts';
import { type NextClose, useNextForecast } from './use-next-forecast.ts';

const nothing = (data: NextClose | null): string | undefined =>
  data
    ? undefined
    : 'No champion serves this symbol yet, so there is no forecast. It gets one after its first training.';

export function NextClosePanel({ info }: { readonly info: SymbolInfo }) {
  return (
    <Panel title="Next close" source={useNextForecast(info)} empty={nothing} className="panel-next">
      {data => data && <NextCloseCard {...data} />}
    </Panel>
  );
}

/** A change too small for the price's own digits is still a change. */
const changeDigits = (change: number, digits: number): number => (Math.abs(change) < 0.1 ? digits + 2 : digits);

const WORDS: Readonly<Record<Direction, string>> = { up: '▲ Up', down: '▼ Down', none: 'No direction' };

export function NextCloseCard({ forecast, randomWalk, challenger }: NextClose) {
  const { prediction, lower, upper, level, random_walk: last } = forecast;
  const digits = priceDigits(last);
  const direction = directionOf(prediction, last);
  const sameLevel = randomWalk?.level === level ? randomWalk : undefined;
  const rows: IntervalRow[] = [
    { name: 'Champion', kind: 'champion', mean: prediction, lower, upper },
    { name: 'Random walk', kind: 'walk', mean: last, lower: sameLevel?.lower ?? null, upper: sameLevel?.upper ?? null },
  ];
  if (challenger?.level === level) rows.push({ name: 'Challenger', kind: 'challenger', ...challenger });
  return (
    <>
      <div className="next">
        <p className="next-price">{price(prediction, digits)}</p>
        <p className={`direction direction-${direction}`}>{WORDS[direction]}</p>
        <p className="next-change">
          {signed(prediction - last, changeDigits(prediction - last, digits))} (
          {signedPercent(prediction / last - 1, 3)}) against the last close
        </p>
        <p className="next-for">
          for {day(forecast.forecast[0]?.target_session)}, as of {day(forecast.as_of.session)}
        </p>
      </div>
      <IntervalPlot rows={rows} last={last} format={value => price(value, digits)} />
      <p className="fine">
        {percent(level, 0)} intervals.{' '}
        {forecast.origin === 'canonical'
          ? 'The stored forecast that will be scored.'
          : 'Made for this page, logged apart, not scored.'}{' '}
        <code>{forecast.forecast_id}</code>
      </p>
    </>
  );
}
