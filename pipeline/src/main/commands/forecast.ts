import type { Command } from 'commander';
import { AppError, calendar, type Instant, isoInstant, type Session } from '#shared';
import { forecastSymbols, runUp } from '../../monitor/index.ts';
import { requireVersion } from '../../registry/index.ts';
import { define, withSystem } from '../command.ts';
import { numberOption, sessionOption, symbolArguments } from '../command-line.ts';
import { buildLoop } from '../loop.ts';
import { table } from '../output.ts';
import type { System } from '../system.ts';

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
          made.push(await answer(system, symbol, horizon ?? forecast.horizon, level ?? forecast.level, asOf));
        }
        return made;
      });
      invocation.out.result({ forecasts }, () =>
        table(
          ['symbol', 'as of', 'step', 'target', 'mean', 'lower', 'upper', 'random walk', 'model'],
          forecasts.flatMap(({ symbol, as_of, random_walk, model, forecast: steps }) =>
            steps.map(step => [
              symbol,
              as_of,
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

async function answer(system: System, symbol: string, horizon: number, level: number, asOf: Session | undefined) {
  const info = (await system.reader.symbols()).find(known => known.symbol === symbol);
  if (!info)
    throw new AppError('SYMBOL_NOT_FOUND', `no bar of "${symbol}" is known; nextclose ingest ${symbol} fetches them`);
  const champion = await system.models.alias(symbol, 'champion');
  if (!champion?.versionId)
    throw new AppError('NO_MODEL', `"${symbol}" has no champion yet; nextclose train ${symbol} makes one`);
  const version = await requireVersion(system.models, champion.versionId);
  const sessions = calendar(info.exchange);
  const until: Instant = asOf === undefined ? system.clock.now() : sessions.close(lastSession(sessions, asOf));
  if (asOf !== undefined && version.cutoff > asOf) {
    throw new AppError(
      'INVALID_INPUT',
      `the champion of "${symbol}" was trained on data up to ${version.cutoff}: a forecast as of ${asOf} would be hindsight`,
      {
        field: 'as-of',
        accepted: `${version.cutoff} or later`,
      },
    );
  }
  const running = await runUp(system.reader, version, until);
  if (!running) throw new AppError('SYMBOL_NOT_FOUND', `no bar of "${symbol}" was known at ${isoInstant(until)}`);
  let target = running.session;
  const steps = running.predictor.forecast(horizon, level).map(step => {
    target = sessions.next(target);
    return { ...step, target_session: target };
  });
  return {
    symbol,
    as_of: running.session,
    level,
    random_walk: running.close,
    model: { id: version.id, name: version.spec, version: version.number },
    forecast: steps,
  };
}

const lastSession = (sessions: ReturnType<typeof calendar>, day: Session): Session =>
  sessions.isSession(day) ? day : sessions.previous(day);
