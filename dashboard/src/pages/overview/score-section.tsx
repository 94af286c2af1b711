import { useState } from 'react';
import type { Forecast, Scores, SymbolInfo } from '../../api/types.ts';
import { Panel } from '../../components/panel.tsx';
import { Segmented } from '../../components/segmented.tsx';
import { day } from '../../format/dates.ts';
import { counted, price } from '../../format/numbers.ts';
import { lossDifferences, skillVerdict } from './evidence.ts';
import { RollingErrors } from './rolling-errors.tsx';
import { ScoreTable } from './score-table.tsx';
import { useChampionForecasts, useScores } from './use-history.ts';
import { useDecisions, useVersions } from './use-loop.ts';

const WINDOWS = [
  { value: 20, text: '20' },
  { value: 60, text: '60' },
  { value: 250, text: '250' },
] as const;

const unscored = ({ champion }: Scores): string | undefined =>
  champion && champion.n > 0
    ? undefined
    : 'No forecast has met its close yet. The first score comes with the next one.';

/** The scores of one window: in numbers and words, and as they rolled. */
export function ScoreSection({ info }: { readonly info: SymbolInfo }) {
  const [window, setWindow] = useState<number>(60);
  const scores = useScores(info, window);
  const decisions = useDecisions(info.symbol);
  const forecasts = useChampionForecasts(info, decisions.data, useVersions(info.symbol).data);
  const aside = <Segmented label="Newest sessions that count" options={WINDOWS} value={window} onChange={setWindow} />;
  return (
    <>
      <Panel title="Score" source={scores} empty={unscored} className="panel-score" aside={aside}>
        {data => <ScoreCard scores={data} forecasts={forecasts.data ?? []} />}
      </Panel>
      <Panel title="Rolling RMSE" source={scores} empty={unrolled} className="panel-rolling">
        {data => <RollingErrors scores={data} />}
      </Panel>
    </>
  );
}

type CardProps = { readonly scores: Scores; readonly forecasts: readonly Forecast[] };

function ScoreCard({ scores, forecasts }: CardProps) {
  const { champion, random_walk: randomWalk, from, to } = scores;
  if (!champion || !randomWalk) return null;
  const { n, rmse, rmse_price } = champion;
  const differences = lossDifferences(forecasts, from, to);
  const verdict = skillVerdict({ n, rmse, randomWalkRmse: randomWalk.rmse }, differences);
  return (
    <>
      <div className={`verdict verdict-${verdict.tone}`}>
        <p className="verdict-title">{verdict.title}</p>
        <p>{verdict.text}</p>
      </div>
      <ScoreTable champion={champion} randomWalk={randomWalk} level={forecasts[0]?.level ?? null} />
      <p className="fine">
        Next-close forecasts settled from {day(from)} to {day(to)}. Errors in percent of the close before; in prices the
        RMSE is {price(rmse_price)}, the random walk’s {price(randomWalk.rmse_price)}.
      </p>
    </>
  );
}

const unrolled = ({ series, window }: Scores): string | undefined =>
  series.length > 0 ? undefined : `The first point comes after ${counted(window, 'settled session')}.`;
