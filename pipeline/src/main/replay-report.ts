import type { PolicySummary } from '../replay/index.ts';
import { decimals, percent, table } from './output.ts';

/** The table that compares policies, and under it each symbol beside the random walk. */
export function replayReport(summaries: readonly PolicySummary[]): string {
  const policies = table(
    [
      'policy',
      'scored',
      'RMSE',
      'random walk',
      'skill',
      'coverage',
      'alarms',
      'retrained',
      'promoted',
      'rejected',
      'CPU s',
      's',
    ],
    summaries.map(({ counts, ...summary }) => [
      summary.policy,
      summary.n,
      percent(summary.rmse, 3),
      percent(summary.random_walk_rmse, 3),
      percent(summary.skill),
      percent(summary.coverage, 1),
      counts.alarms,
      counts.retrainings,
      counts.promotions,
      counts.rejections,
      decimals(summary.cpu_seconds, 1),
      decimals(summary.seconds, 1),
    ]),
  );
  const [first] = summaries;
  const symbols = table(
    ['symbol', 'scored', 'RMSE', 'random walk', 'skill', 'direction', 'majority', 'coverage'],
    (first?.symbols ?? []).map(({ symbol, n, champion, random_walk, skill }) => [
      symbol,
      n,
      percent(champion?.rmse ?? null, 3),
      percent(random_walk?.rmse ?? null, 3),
      percent(skill),
      percent(champion?.directional_accuracy ?? null, 1),
      percent(champion?.majority_accuracy ?? null, 1),
      percent(champion?.coverage ?? null, 1),
    ]),
  );
  const notes = summaries.flatMap(({ policy, note }) => (note === null ? [] : [`${policy}: ${note}`]));
  return [
    policies,
    '',
    `By symbol${summaries.length > 1 ? ` (${first?.policy})` : ''}:`,
    symbols,
    '',
    'RMSE is relative to the previous close. Skill is 1 - MSE / MSE of the random walk: below 0 the random walk was better.',
    ...(first ? [`Intervals are meant to hold ${percent(first.level, 0)} of the closes.`] : []),
    ...notes,
    ...summaries.map(({ policy, digest }) => `digest ${policy} ${digest.slice(0, 16)}`),
  ].join('\n');
}
