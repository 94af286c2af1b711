import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { Score } from '../../api/types.ts';
import { forecastOf } from '../../testing/records.ts';
import { Decisions } from './decisions-panel.tsx';
import { NextCloseCard } from './next-close-panel.tsx';
import { PageFooter } from './page-footer.tsx';
import { ScoreTable } from './score-table.tsx';

const text = (element: React.ReactElement): string =>
  renderToStaticMarkup(element)
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('\u00a0', ' ')
    .replace(/\s+/g, ' ');

const score: Score = {
  n: 60,
  rmse: 0.01683,
  mae: 0.01266,
  mape: 1.26,
  rmse_price: 2.885,
  directional_accuracy: 0.55,
  directional_n: 51,
  majority_accuracy: 0.5333,
  coverage: 0.8333,
};

it('shows every measure beside its yardstick, with its n', () => {
  const shown = text(<ScoreTable champion={score} randomWalk={{ ...score, rmse: 0.01698 }} level={0.9} />);
  expect(shown).toContain('RMSE 1.683 % 1.698 % random walk 60');
  expect(shown).toContain('Direction right above always-majority, within chance 55.0 % 53.3 % always-majority 51');
  expect(shown).toContain('Closes inside as promised 83.3 % 90 % promised 60');
});

describe('a decision', () => {
  const decision = {
    id: 'dc_1',
    symbol: 'AAPL',
    champion_id: 'mv_1',
    challenger_id: 'mv_2',
    outcome: 'reject' as const,
    reason: 'RMSE 0.01939 against 0.01926 over 20 sessions',
    numbers: { champion_rmse: 0.01926, challenger_rmse: 0.01939, sessions: 20 },
    decided_at: '2018-05-07T20:30:00.000Z',
  };

  it('shows both errors and the sessions that they rest on', () => {
    const shown = text(<Decisions decisions={[decision]} versions={[]} />);
    expect(shown).toContain('7 May 2018 rejected mv_2 1.94 % mv_1 (champion) 1.93 % RMSE on the same 20 sessions');
  });

  it('falls back to the gate’s own words', () => {
    const shown = text(<Decisions decisions={[{ ...decision, numbers: {} }]} versions={[]} />);
    expect(shown).toContain('RMSE 0.01939 against 0.01926 over 20 sessions');
  });
});

describe('the next close', () => {
  const forecast = {
    symbol: 'AAPL',
    currency: 'USD',
    prediction: 188.34,
    lower: 184.55,
    upper: 192.21,
    level: 0.9,
    random_walk: 188.59,
    horizon: 1,
    forecast: [
      { step: 1, mean: 188.34, lower: 184.55, upper: 192.21, target_session: '2018-05-14', random_walk: 188.59 },
    ],
    as_of: { session: '2018-05-11', instant: null },
    made_at: '2018-05-11T20:30:00.000Z',
    origin: 'canonical' as const,
    model: { id: 'mv_1', name: 'arima(1,1,1)', version: 23 },
    forecast_id: 'fc_1',
  };
  const walk = forecastOf({ mean: 188.59, lower: 184.12, upper: 193.17 });

  it('has direction, interval and the random walk’s beside it', () => {
    const shown = text(<NextCloseCard forecast={forecast} randomWalk={walk} challenger={undefined} />);
    expect(shown).toContain('188.34 ▼ Down −0.25 (−0.133 %) against the last close');
    expect(shown).toContain('Random walk 188.59 184.12 – 193.17');
  });

  it('shows no interval of another level', () => {
    const shown = text(
      <NextCloseCard forecast={forecast} randomWalk={{ ...walk, level: 0.5 }} challenger={undefined} />,
    );
    expect(shown).toContain('Random walk 188.59 no interval of this level');
  });

  it('points nowhere when the champion says the last close', () => {
    const flat = { ...forecast, prediction: 188.59 };
    expect(text(<NextCloseCard forecast={flat} randomWalk={walk} challenger={undefined} />)).toContain('No direction');
  });
});

it('shows the notice of the charts library with its link', () => {
  const html = renderToStaticMarkup(<PageFooter />);
  expect(html).toContain('TradingView Lightweight Charts™');
  expect(html).toContain('href="https://www.tradingview.com/"');
});
