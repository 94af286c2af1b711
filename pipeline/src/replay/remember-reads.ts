import type { Instant, Session } from '#shared';
import type { BarColumns, BarReader } from '../ingest/index.ts';

type Answer = { readonly after: Session | undefined; readonly columns: BarColumns | undefined };

/**
 * The same reader, with the `newBars` of the newest moment remembered: features and forecasts ask for the same bars of it.
 * Right only where nothing is ingested between two reads of one moment, as in a replay, whose ticks begin with ingest.
 */
export function rememberReads(reader: BarReader): BarReader {
  let moment = Number.NaN;
  let known = new Map<string, Answer>();
  return {
    ...reader,
    async newBars(after: ReadonlyMap<string, Session | undefined>, asOf: Instant) {
      if (asOf !== moment) known = new Map();
      moment = asOf;
      const same = ([symbol, session]: [string, Session | undefined]): boolean => {
        const answer = known.get(symbol);
        return answer !== undefined && answer.after === session;
      };
      const asked = new Map([...after].filter(entry => !same(entry)));
      if (asked.size > 0) {
        const read = await reader.newBars(asked, asOf);
        for (const [symbol, session] of asked) known.set(symbol, { after: session, columns: read.get(symbol) });
      }
      const answers = [...after.keys()].map(symbol => [symbol, known.get(symbol)?.columns] as const);
      return new Map(answers.flatMap(([symbol, columns]) => (columns ? [[symbol, columns] as const] : [])));
    },
  };
}
