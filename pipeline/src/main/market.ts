import { calendar, type Instant, type Queue, type Schedule } from '#shared';

/** Ingestion of one exchange's symbols, due some minutes after each of its closes. */
export function ingestSchedule(
  queue: Queue,
  exchange: string,
  symbols: readonly string[],
  delayMinutes: number,
): Schedule {
  const sessions = calendar(exchange);
  const delay = delayMinutes * 60_000;
  return {
    name: `ingest ${exchange}`,
    next(instant) {
      const due = (session: string): Instant => sessions.close(session) + delay;
      const last = sessions.lastClosed(instant);
      return due(last) > instant ? due(last) : due(sessions.next(last));
    },
    async run() {
      await queue.enqueue('ingest.v1', { symbols: [...symbols] }, { key: exchange });
    },
  };
}

/** Retraining of all symbols after the first session of every month: the policy that asks no detector. */
export function monthlySchedule(
  queue: Queue,
  exchange: string,
  symbols: readonly string[],
  delayMinutes: number,
): Schedule {
  const sessions = calendar(exchange);
  return {
    name: `retrain monthly ${exchange}`,
    next(instant) {
      const month = new Date(instant);
      for (let ahead = 0; ; ahead++) {
        const first = new Date(Date.UTC(month.getUTCFullYear(), month.getUTCMonth() + ahead, 1))
          .toISOString()
          .slice(0, 10);
        const session = sessions.isSession(first) ? first : sessions.next(first);
        const due = sessions.close(session) + (delayMinutes + 1) * 60_000;
        if (due > instant) return due;
      }
    },
    async run() {
      for (const symbol of symbols) await queue.enqueue('retrain.v1', { symbol, reason: 'monthly' }, { key: symbol });
    },
  };
}

/** The market of each symbol, for calendars; unknown ones trade where the configuration says. */
export function exchanges(known: readonly { readonly symbol: string; readonly exchange: string }[], fallback: string) {
  const bySymbol = new Map(known.map(({ symbol, exchange }) => [symbol, exchange]));
  return (symbol: string): string => bySymbol.get(symbol) ?? fallback;
}
