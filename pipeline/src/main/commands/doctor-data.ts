import type { Command } from 'commander';
import { AppError, calendar } from '#shared';
import { pgQualityReader } from '../../ingest/adapters/pg-quality-reader.ts';
import { type DataQuality, dataQuality } from '../../ingest/index.ts';
import { define, withSystem } from '../command.ts';
import { symbolArguments } from '../command-line.ts';
import { percent, table } from '../output.ts';
import type { System } from '../system.ts';

/** The report of each symbol; of all that are known where none is named. */
async function qualityOf({ database, clock }: System, symbols: readonly string[]): Promise<DataQuality[]> {
  const reports: DataQuality[] = [];
  for await (const record of pgQualityReader(database.db).records(symbols))
    reports.push(dataQuality(record, calendar(record.exchange), clock.now()));
  const known = new Set(reports.map(({ symbol }) => symbol));
  const unknown = symbols.filter(symbol => !known.has(symbol));
  if (unknown.length === 0) return reports;
  throw new AppError('SYMBOL_NOT_FOUND', `nothing is on record of ${unknown.join(', ')}; nextclose ingest fetches it`);
}

const counted = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([name, n]) => `${name} ${n}`)
    .join(', ') || '0';

const overview = (reports: readonly DataQuality[]): string =>
  table(
    ['symbol', 'sessions', 'from', 'to', 'complete', 'stale', 'revised', 'rejected', 'findings', 'mend', 'set aside'],
    reports.map(report => [
      ...[report.symbol, report.sessions, report.first, report.last, percent(report.completeness)],
      ...[report.staleSessions, report.revisions, counted(report.rejected), report.findings.length],
      ...[report.repairable, report.quarantinable],
    ]),
  );

const details = (reports: readonly DataQuality[]): string =>
  table(
    ['symbol', 'rule', 'from', 'to', 'would be', 'sure', 'why'],
    reports.flatMap(({ symbol, findings }) =>
      findings.map(({ rule, sessions, action, confidence, explanation }) => [
        ...[symbol, rule, sessions[0] ?? null, sessions.at(-1) ?? null, action],
        ...[percent(confidence, 1), explanation],
      ]),
    ),
  );

/** `nextclose doctor data`: what is on record, how complete and how believable it is. Reads only. */
export function addDoctorData(program: Command): void {
  const doctor = program.commands.find(command => command.name() === 'doctor');
  define(
    doctor ?? program,
    'data [symbols...]',
    {
      summary: 'check the bars, splits and dividends on record; nothing is changed',
      example: 'doctor data AAPL --json',
    },
    command => command,
    async (invocation, args) => {
      const symbols = symbolArguments(args);
      const reports = await withSystem(invocation, system => qualityOf(system, symbols));
      const found = reports.some(({ findings }) => findings.length > 0);
      invocation.out.result({ symbols: reports }, () =>
        [overview(reports), ...(found ? ['', details(reports)] : [])].join('\n'),
      );
    },
  );
}
