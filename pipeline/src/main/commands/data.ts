import { type Command, Option } from 'commander';
import { materialise, updateFeatures } from '../../features/index.ts';
import { ingest, rebuild } from '../../ingest/index.ts';
import { define, withSystem } from '../command.ts';
import { sessionOption, symbolArguments } from '../command-line.ts';
import { buildLoop } from '../loop.ts';
import { table } from '../output.ts';
import { parserOf } from '../system.ts';

/** `nextclose ingest`: provider to landing zone to bars. */
export function addIngest(program: Command): void {
  define<{ from?: string; to?: string; source?: string; fromLanding?: boolean }>(
    program,
    'ingest [symbols...]',
    { summary: 'fetch bars of the symbols (default: all configured)', example: 'ingest AAPL ^GSPC --from 2020-01-01' },
    command =>
      command
        .addOption(
          sessionOption('--from <day>', 'first session (default: after the last one known, all for a new symbol)'),
        )
        .addOption(sessionOption('--to <day>', 'last session'))
        .option('--source <source>', 'sample, yahoo or csv:DIR (default: as configured)')
        .addOption(
          new Option(
            '--from-landing',
            'rebuild from the landed answers, all of them without symbols; no network',
          ).conflicts(['from', 'to', 'source']),
        ),
    async (invocation, args, { from, to, fromLanding = false }) => {
      const { out } = invocation;
      const symbols = symbolArguments(args, invocation.settings.config.symbols);
      const range = { ...(from ? { from } : {}), ...(to ? { to } : {}) };
      const report = await withSystem(invocation, system =>
        fromLanding
          ? rebuild(
              { landing: system.landing, store: system.bars, log: system.log, parser: parserOf(system.settings) },
              { symbols: args },
            )
          : ingest(buildLoop(system).ingest, { symbols, ...range }),
      );
      out.result({ symbols: report }, () =>
        table(
          ['symbol', 'new', 'revised', 'unchanged', 'events', 'rejected', 'missing', 'last session', 'error'],
          report.map(row => [
            row.symbol,
            row.new,
            row.revised,
            row.unchanged,
            row.events,
            Object.entries(row.rejected)
              .map(([reason, n]) => `${reason} ${n}`)
              .join(', ') || '0',
            row.missing.length,
            row.lastSession ?? null,
            row.error?.message ?? '',
          ]),
        ),
      );
      if (report.some(row => row.error !== undefined)) process.exitCode = 1;
    },
  );
}

/** `nextclose features`: materialises the feature set, online and offline. */
export function addFeatures(program: Command): void {
  define(
    program,
    'features [symbols...]',
    { summary: 'bring the feature store up to the newest bars, online rows and Parquet', example: 'features AAPL' },
    command => command,
    async (invocation, args) => {
      const symbols = symbolArguments(args, invocation.settings.config.symbols);
      const result = await withSystem(invocation, async system => {
        const loop = buildLoop(system);
        const online = await updateFeatures(loop.features, symbols);
        const offline = await materialise(system, symbols);
        return { online, offline };
      });
      invocation.out.result(result, () =>
        table(
          ['symbol', 'set', 'rows', 'complete', 'from', 'to', 'online row of'],
          result.offline.map(row => {
            const online = result.online.find(({ symbol }) => symbol === row.symbol);
            return [row.symbol, row.feature_set, row.rows, row.complete, row.from, row.to, online?.session ?? null];
          }),
        ),
      );
    },
  );
}
