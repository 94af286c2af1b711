import type { M4Series, Score } from './data.ts';
import { forecasts, METHODS, type Method } from './methods.ts';
import { m4Mase, overall, sMape } from './scores.ts';

export type Row = Score & { readonly name: string; readonly published: Partial<Score>; readonly met: boolean };

/** Every method's scores on the test parts. `tell` hears of each series that is done. */
export function m4Table(
  series: readonly M4Series[],
  published: ReadonlyMap<string, Partial<Score>>,
  tell: (done: number) => void = () => undefined,
): Row[] {
  const scores = new Map<string, { sMAPE: number; MASE: number }[]>(METHODS.map(({ name }) => [name, []]));
  series.forEach(({ train, test }, i) => {
    for (const [name, { mean }] of forecasts(train)) {
      scores.get(name)?.push({ sMAPE: sMape(test, mean), MASE: m4Mase(train, test, mean) });
    }
    tell(i + 1);
  });
  const naive2 = scores.get('Naive2') ?? [];
  return METHODS.map(method => row(method, overall(scores.get(method.name) ?? [], naive2), published));
}

function row({ name, published = '', bar = {} }: Method, score: Score, all: ReadonlyMap<string, Partial<Score>>): Row {
  const met = score.MASE <= (bar.MASE ?? Number.POSITIVE_INFINITY) && score.OWA < (bar.OWA ?? Number.POSITIVE_INFINITY);
  return { name, ...score, published: all.get(published) ?? {}, met };
}

export function printed(rows: readonly Row[]): string {
  const cell = (value: number | undefined, width = 9) => (value === undefined ? '' : value.toFixed(3)).padStart(width);
  const head = `${'method'.padEnd(36)}    sMAPE     MASE      OWA | published: sMAPE  MASE     OWA  bar`;
  const lines = rows.map(({ name, sMAPE, MASE, OWA, published, met }) => {
    const { bar } = METHODS.find(method => method.name === name) ?? {};
    const wanted = Object.entries(bar ?? {}).map(([metric, value]) => `${metric} ${value}${met ? '' : ' NOT MET'}`);
    const theirs = `${cell(published.sMAPE, 17)}${cell(published.MASE, 6)}${cell(published.OWA, 8)}`;
    return `${name.padEnd(36)}${cell(sMAPE)}${cell(MASE)}${cell(OWA)} |${theirs}  ${wanted.join(', ')}`;
  });
  return [head, ...lines].join('\n');
}
