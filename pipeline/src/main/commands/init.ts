import { existsSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { AppError } from '#shared';
import { define } from '../command.ts';

const TEMPLATE = `// Settings of Nextclose. Everything is optional: what is left out keeps the default shown here.
// The whole file is checked at start, and every fault is named at once.
export default {
  // What to follow. Tickers as the source spells them: 'AAPL', '^GSPC', 'BRK-B', '7203.T'.
  symbols: ['AAPL', '^GSPC'],

  // Where bars come from: 'sample' (two real series that ship with npm packages), 'yahoo', or 'csv:DIR' (a folder of
  // <SYMBOL>.csv with Date,Open,High,Low,Close,Adj Close,Volume).
  source: 'sample',

  // The market whose calendar is used where the source names none.
  exchange: 'XNYS',

  ingest: {
    delayMinutes: 30, // after the close
    overlapSessions: 5, // fetched again each time, so that corrections are seen
  },

  // Steps 1..horizon are logged and scored for every symbol after each session; longer ones are computed when asked for.
  forecast: { horizon: 1, level: 0.9 },

  train: {
    models: ['naive', 'drift', 'ses', 'arima(1,1,1)', 'arima(2,1,2)', 'ridge(core@1)'],
    window: 500, // sessions that a fit reads
    validation: 120, // one-step forecasts by which candidates are scored
    refitEvery: 20,
    minimumSessions: 300, // history that a symbol needs before its first training
  },

  // Drift: rolling RMSE more than 10 % above the training RMSE for 3 sessions in a row. 'relative' errors are divided by the
  // previous close; in 'price' a trending price alone keeps the alarm on.
  drift: { window: 20, ratio: 0.1, consecutive: 3, errors: 'relative' },

  // 'brief' retrains on alarm, 'monthly' on the calendar, 'never' not at all. A challenger is judged on gateSessions sessions.
  retrain: { policy: 'brief', coolDownDays: 30, gateSessions: 20 },

  server: { host: '127.0.0.1', port: 4280 },
};
`;

/** `nextclose init`: a commented configuration to start from. */
export function addInit(program: Command): void {
  define<{ force?: boolean }>(
    program,
    'init',
    { summary: 'write a commented nextclose.config.ts', example: 'init' },
    command => command.option('--force', 'replace a file that is there'),
    async ({ out }, _args, { force }) => {
      const path = resolve('nextclose.config.ts');
      if (existsSync(path) && !force) {
        throw new AppError('INVALID_INPUT', `${path} is there already`, { accepted: '--force replaces it' });
      }
      writeFileSync(path, TEMPLATE);
      out.result({ written: path }, () => `Wrote ${path}`);
    },
  );
}
