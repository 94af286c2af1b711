import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { define } from '../command.ts';
import { exportTables } from '../export.ts';
import { table } from '../output.ts';
import { schemaOption, withSchema } from '../schema.ts';

/** `nextclose export`: the tables of the loop as files that pandas, Polars or a spreadsheet read. */
export function addExport(program: Command): void {
  define<{ format: 'parquet' | 'csv'; out: string; schema: string }>(
    program,
    'export',
    {
      summary: 'write bars, forecasts, settlements, alarms and decisions as files',
      example: 'export --format parquet --out ./export',
    },
    command =>
      command
        .addOption(new Option('--format <format>', 'of the files').choices(['parquet', 'csv']).default('parquet'))
        .option('--out <dir>', 'folder for the files', 'export')
        .addOption(schemaOption()),
    async (invocation, _args, { format, out, schema }) => {
      const folder = resolve(out);
      const files = await withSchema(invocation, schema, async ({ database }) => {
        await mkdir(folder, { recursive: true });
        return await exportTables(database.db, folder, format);
      });
      invocation.out.result({ files }, () =>
        table(
          ['file', 'rows'],
          files.map(({ path, rows }) => [join(path), rows]),
        ),
      );
    },
  );
}
