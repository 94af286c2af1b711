import type { Command } from 'commander';
import { isoInstant, MIGRATIONS, migrationStatus } from '#shared';
import { define, withSystem } from '../command.ts';
import { doctor } from '../doctor.ts';
import { table } from '../output.ts';
import { schemaOption, withSchema } from '../schema.ts';
import { CODE_VERSION } from '../version.ts';

/** `nextclose migrate`: opening the system migrates; this does nothing else. */
export function addMigrate(program: Command): void {
  define(
    program,
    'migrate',
    { summary: 'bring the database up to this code', example: 'migrate' },
    command => command,
    async invocation => {
      const status = await withSystem(invocation, ({ database }) => migrationStatus(database.db));
      invocation.out.result(status, () => `${status.applied.length} of ${MIGRATIONS.length} migrations applied`);
    },
  );
}

/** `nextclose status`: what is there and what is due. */
export function addStatus(program: Command): void {
  define<{ schema: string }>(
    program,
    'status',
    { summary: 'what is known, forecast and due', example: 'status --json' },
    command => command.addOption(schemaOption()),
    async (invocation, _args, { schema }) => {
      const status = await withSchema(invocation, schema, async system => ({
        version: CODE_VERSION,
        database: system.database.kind,
        schema: system.schema,
        data_dir: invocation.settings.dataDir,
        counts: await system.audit.counts(),
        symbols: await system.reader.symbols(),
        champions: (await system.models.aliases()).filter(({ alias }) => alias === 'champion'),
        schedules: (await system.schedules.all()).map(({ name, nextDue }) => ({
          name,
          next_due: isoInstant(nextDue),
        })),
      }));
      invocation.out.result(status, () =>
        [
          table(['what', 'n'], Object.entries(status.counts)),
          '',
          table(
            ['symbol', 'exchange', 'champion'],
            status.symbols.map(({ symbol, exchange }) => [
              symbol,
              exchange,
              status.champions.find(champion => champion.symbol === symbol)?.versionId ?? null,
            ]),
          ),
          ...status.schedules.map(({ name, next_due }) => `${name} is due at ${next_due}`),
        ].join('\n'),
      );
    },
  );
}

/** `nextclose doctor`: checks what a running system needs, each with what to do about it. */
export function addDoctor(program: Command): void {
  define(
    program,
    'doctor',
    { summary: 'check this machine, the database and the configuration', example: 'doctor' },
    command => command,
    async invocation => {
      const checks = await doctor(invocation.settings);
      invocation.out.result({ healthy: checks.every(({ ok }) => ok), checks }, () =>
        checks.map(({ ok, name, detail }) => `${ok ? 'ok  ' : 'FAIL'}  ${name}: ${detail}`).join('\n'),
      );
      if (checks.some(({ ok }) => !ok)) process.exitCode = 1;
    },
  );
}
