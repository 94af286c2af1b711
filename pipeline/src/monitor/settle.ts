import type { Clock } from '#shared';
import { priceInBasisOf } from '../ingest/index.ts';
import type { ForecastLog, Settlement } from './ports.ts';

export type SettleReport = { readonly settled: number; readonly resettled: number };

/**
 * Attaches actual closes to every due forecast of the symbols: each forecast settles once per vintage of what is known of it,
 * so a late close settles late, and a revised one, or a split learned afterwards, settles again, with both values on record.
 */
export async function settleSymbols(
  { forecasts, clock }: { readonly forecasts: ForecastLog; readonly clock: Clock },
  symbols: readonly string[],
): Promise<SettleReport> {
  const at = clock.now();
  const due = await forecasts.due(symbols, at);
  const settlements = due.forecasts.map((forecast): Settlement => {
    const { id, rawClose, lower, upper, settledBefore: _, ...rest } = forecast;
    const splits = due.splits.get(forecast.symbol) ?? [];
    const actual = priceInBasisOf(forecast.session, { session: forecast.targetSession, close: rawClose }, splits);
    return {
      ...rest,
      forecastId: id,
      actual,
      error: actual - forecast.mean,
      inside: actual >= lower && actual <= upper,
      settledAt: at,
    };
  });
  await forecasts.settle(settlements);
  const resettled = due.forecasts.filter(({ settledBefore }) => settledBefore).length;
  return { settled: settlements.length - resettled, resettled };
}
