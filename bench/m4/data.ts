import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The M4 Weekly files, beside the project: train and test parts, the organisers' forecasts and the published scores. */
export const M4_WEEKLY = join(import.meta.dirname, '..', '..', '..', 'shared', 'data', 'm4-weekly');
export const hasM4Weekly = (): boolean => existsSync(join(M4_WEEKLY, 'Weekly-train.csv'));

export type M4Series = { readonly id: string; readonly train: readonly number[]; readonly test: readonly number[] };

export function m4Weekly(): M4Series[] {
  const tests = rows('Weekly-test.csv');
  return Array.from(rows('Weekly-train.csv'), ([id, train]) => ({ id, train, test: tests.get(id) ?? [] }));
}

/** The organisers' forecasts of one of their benchmarks, by series. */
export const officialForecasts = (method: 'Naive' | 'sNaive' | 'Naive2' | 'SES'): ReadonlyMap<string, number[]> =>
  rows(`weekly-${method}.csv`);

export type Score = { readonly sMAPE: number; readonly MASE: number; readonly OWA: number };

/** As the organisers published them, by their name of the method; of statsforecast only the MASE. */
export function publishedScores(): ReadonlyMap<string, Partial<Score>> {
  const { point, statsforecast } = JSON.parse(readFileSync(join(M4_WEEKLY, 'published-scores.json'), 'utf8')) as {
    point: Record<string, Record<keyof Score, { Weekly: number }>>;
    statsforecast: Record<string, { MASE: number } | string>;
  };
  const scores = new Map<string, Partial<Score>>();
  for (const [name, { sMAPE, MASE, OWA }] of Object.entries(point)) {
    scores.set(name, { sMAPE: sMAPE.Weekly, MASE: MASE.Weekly, OWA: OWA.Weekly });
  }
  for (const [name, score] of Object.entries(statsforecast)) {
    if (typeof score !== 'string') scores.set(`statsforecast: ${name}`, { MASE: score.MASE });
  }
  return scores;
}

function rows(file: string): Map<string, number[]> {
  const [, ...lines] = readFileSync(join(M4_WEEKLY, file), 'utf8').trim().split(/\r?\n/);
  return new Map(
    lines.map(line => {
      const [id = '', ...cells] = line.replaceAll('"', '').split(',');
      return [id, cells.filter(cell => cell !== '' && cell !== 'NA').map(Number)];
    }),
  );
}
