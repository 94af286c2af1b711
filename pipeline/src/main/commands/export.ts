import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { define, withSystem } from '../command.ts';
import { exportTables } from '../export.ts';
import { table } from '../output.ts';

/** `nextclose export`: the tables of the loop as files that pandas, Polars or a spreadsheet read. */
export function addExport(program: Command): void {
  define<{ format: 'parquet' | 'csv'; out: string }>(
    program,
    'export',
    {
      summary: 'write bars, forecasts, settlements, alarms and decisions as files',
      example: 'export --format parquet --out ./export',
    },
    command =>
      command
        .addOption(new Option('--format <format>', 'of the files').choices(['parquet', 'csv']).default('parquet'))
        .option('--out <dir>', 'folder for the files', 'export'),
    async (invocation, _args, { format, out }) => {
      const folder = resolve(out);
      await mkdir(folder, { recursive: true });
      const files = await withSystem(invocation, ({ database }) => exportTables(database.db, folder, format));
      invocation.out.result({ files }, () =>
        table(
          ['file', 'rows'],
          files.map(({ path, rows }) => [join(path), rows]),
        ),
      );
    },
  );
}
