import type { Score } from '../../api/types.ts';
import { count, percent } from '../../format/numbers.ts';
import { coverageNote, directionNote } from './evidence.ts';

export type Measured = {
  readonly champion: Score;
  readonly randomWalk: Score;
  /** What the intervals promise, where a forecast says it */
  readonly level: number | null;
};

type Row = {
  readonly name: string;
  readonly champion: string;
  readonly yardstick: string;
  readonly yardstickName: string;
  readonly n: number;
  readonly note?: string;
};

export function ScoreTable(measured: Measured) {
  return (
    <table className="table score">
      <thead>
        <tr>
          <th scope="col">Measure</th>
          <th scope="col" className="num">
            Champion
          </th>
          <th scope="col" className="num">
            Beside it
          </th>
          <th scope="col" className="num">
            n
          </th>
        </tr>
      </thead>
      <tbody>
        {scoreRows(measured).map(({ name, champion, yardstick, yardstickName, n, note }) => (
          <tr key={name}>
            <th scope="row">
              {name}
              {note && <span className="note">{note}</span>}
            </th>
            <td className="num strong">{champion}</td>
            <td className="num">
              {yardstick}
              <span className="note">{yardstickName}</span>
            </td>
            <td className="num">{count(n)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Every measure with what it has to be seen beside, and the number of sessions it rests on. */
function scoreRows({ champion, randomWalk, level }: Measured): Row[] {
  const { n, directional_accuracy: right, majority_accuracy: majority, directional_n, coverage } = champion;
  const beside = (name: string, of: (score: Score) => number): Row => {
    const show = (score: Score) => percent(of(score), 3);
    return { name, champion: show(champion), yardstick: show(randomWalk), yardstickName: 'random walk', n };
  };
  return [
    beside('RMSE', score => score.rmse),
    beside('MAE', score => score.mae),
    beside('MAPE', score => score.mape / 100),
    {
      name: 'Direction right',
      champion: percent(right),
      yardstick: percent(majority),
      yardstickName: 'always-majority',
      n: directional_n,
      note: directionNote(right, majority, directional_n),
    },
    {
      name: 'Closes inside',
      champion: percent(coverage),
      yardstick: percent(level, 0),
      yardstickName: 'promised',
      n,
      note: coverageNote(coverage, level, n),
    },
  ];
}
