import type { Clock } from '#shared';
import type { DueForecast, ForecastLog, Settlement, Split } from './ports.ts';

export type SettleReport = { readonly settled: number; readonly resettled: number };

/**
 * Attaches actual closes to every due forecast of the symbols: each forecast settles once per vintage of its actual bar, so
 * a late close settles late and a revised one settles again, with both values on record.
 */
export async function settleSymbols(
  { forecasts, clock }: { readonly forecasts: ForecastLog; readonly clock: Clock },
  symbols: readonly string[],
): Promise<SettleReport> {
  const at = clock.now();
  const due = await forecasts.due(symbols, at);
  const settlements = due.forecasts.map((forecast): Settlement => {
    const { id, rawClose, lower, upper, ...rest } = forecast;
    const actual = rawClose * splitRatio(due.splits, forecast);
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
  const resettled = settlements.filter(({ vintage }) => vintage > 1).length;
  return { settled: settlements.length - resettled, resettled };
}

/** New shares per old one over the splits between a forecast and its target: brings the actual into the forecast's basis. */
export function splitRatio(
  splits: readonly Split[],
  forecast: Pick<DueForecast, 'symbol' | 'session' | 'targetSession'>,
): number {
  return splits
    .filter(
      ({ symbol, session }) =>
        symbol === forecast.symbol && session > forecast.session && session <= forecast.targetSession,
    )
    .reduce((product, { ratio }) => product * ratio, 1);
}
