import type { Command } from 'commander';
import type { Session } from '#shared';
import { forecastSymbols } from '../../monitor/index.ts';
import { define, withSystem } from '../command.ts';
import { numberOption, sessionOption, symbolArguments } from '../command-line.ts';
import { localForecast } from '../local-forecast.ts';
import { buildLoop } from '../loop.ts';
import { table } from '../output.ts';

type Options = { horizon?: number; level?: number; asOf?: Session };

/** `nextclose forecast`: the champion's forecast, the random walk's beside it. */
export function addForecast(program: Command): void {
  define<Options>(
    program,
    'forecast <symbols...>',
    {
      summary: "the champion's forecast from the newest bar, the random walk's beside it",
      example: 'forecast AAPL --horizon 5 --level 0.8',
    },
    command =>
      command
        .addOption(
          numberOption('--horizon <n>', 'sessions ahead (default: as configured)', { min: 1, max: 30, integer: true }),
        )
        .addOption(
          numberOption('--level <p>', 'probability of the interval (default: as configured)', {
            min: 0.001,
            max: 0.999,
            integer: false,
          }),
        )
        .addOption(sessionOption('--as-of <day>', 'forget everything learned after the close of this session')),
    async (invocation, args, { horizon, level, asOf }) => {
      const { forecast } = invocation.settings.config;
      const symbols = symbolArguments(args);
      const forecasts = await withSystem(invocation, async system => {
        const made = [];
        // What is answered now is also on record, to be settled: one row per version and session, however often it is asked.
        if (asOf === undefined) await forecastSymbols(buildLoop(system).forecast, symbols);
        for (const symbol of symbols) {
          made.push(
            await localForecast(system, {
              symbol,
              horizon: horizon ?? forecast.horizon,
              level: level ?? forecast.level,
              asOf,
            }),
          );
        }
        return made;
      });
      invocation.out.result({ forecasts }, () =>
        table(
          ['symbol', 'as of', 'step', 'target', 'mean', 'lower', 'upper', 'random walk', 'model'],
          forecasts.flatMap(({ symbol, as_of, random_walk, model, forecast: steps }) =>
            steps.map(step => [
              symbol,
              as_of.session,
              step.step,
              step.target_session,
              ...[step.mean, step.lower, step.upper, random_walk].map(price => price.toFixed(4)),
              `${model.name} v${model.version}`,
            ]),
          ),
        ),
      );
    },
  );
}
