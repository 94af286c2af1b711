import type { Command } from 'commander';
import { AppError, isoInstant } from '#shared';
import { runUp } from '../../monitor/index.ts';
import { requireVersion } from '../../registry/index.ts';
import { define } from '../command.ts';
import { schemaOption, withSchema } from '../schema.ts';
import type { System } from '../system.ts';

/** `nextclose explain`: where a forecast came from, made again from what was known then. */
export function addExplain(program: Command): void {
  define<{ schema: string }>(
    program,
    'explain <forecast-id>',
    {
      summary: 'where a forecast came from, and whether it can be made again to the same bits',
      example: 'explain fc_0b6f7d2c…',
    },
    command => command.addOption(schemaOption()),
    async (invocation, [id = ''], { schema }) => {
      const explanation = await withSchema(invocation, schema, system => explain(system, id));
      invocation.out.result(explanation, () => JSON.stringify(explanation, null, 2));
    },
  );
}

async function explain(system: System, id: string) {
  const { db } = system.database;
  const row = await db.selectFrom('forecast').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw new AppError('FORECAST_NOT_FOUND', `no forecast "${id}" is logged`, { field: 'id' });
  const version = await requireVersion(system.models, row.version_id);
  const settlements = await db
    .selectFrom('settlement')
    .select(['vintage', 'actual', 'error', 'inside', 'settled_at'])
    .where('forecast_id', '=', id)
    .orderBy('vintage')
    .execute();
  const moves = (await system.models.moves(version.symbol)).filter(
    ({ to, at }) => to === version.id && at <= row.made_at,
  );
  return {
    forecast: { ...row, made_at: isoInstant(row.made_at) },
    model: {
      id: version.id,
      spec: version.spec,
      version: version.number,
      cutoff: version.cutoff,
      registered_at: isoInstant(version.registeredAt),
      lineage: version.lineage,
      scores: version.scores,
    },
    aliases: moves.map(({ at, ...move }) => ({ ...move, at: isoInstant(at) })),
    settlements: settlements.map(({ settled_at, ...settled }) => ({ ...settled, settled_at: isoInstant(settled_at) })),
    replayed: await again(system, row, version),
  };
}

type Logged = {
  origin: string;
  session: string | null;
  made_at: number;
  horizon: number;
  level: number;
  mean: number;
  lower: number;
  upper: number;
};

/** Makes a canonical forecast again from the bars known when it was made. */
async function again(system: System, row: Logged, version: Parameters<typeof runUp>[1]) {
  if (row.origin !== 'canonical') return null;
  const running = await runUp(system.reader, version, row.made_at);
  if (running?.session !== row.session)
    return { same: false, why: `the newest bar known then is now ${running?.session ?? 'none'}` };
  const step = running.predictor.forecast(row.horizon, row.level)[row.horizon - 1];
  const same = step?.mean === row.mean && step.lower === row.lower && step.upper === row.upper;
  return { same, mean: step?.mean, lower: step?.lower, upper: step?.upper };
}
