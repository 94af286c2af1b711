import type { Family } from '../../family.ts';
import type { Forecast, SeasonalEtsFit, SeasonalEtsState } from '../../fit.ts';
import { forecastSeasonal } from './forecast.ts';
import { SEASONAL_SPECIFICATIONS } from './specification.ts';

export const seasonalEtsFamily: Family<SeasonalEtsFit> = {
  start: ({ period }) => ({ observed: 0, level: 0, slope: 0, season: new Array<number>(period).fill(0) }),
  advance(fit, from, values, predictions) {
    if (values.length === 0) return from;
    const state = { ...from, season: from.season.slice() };
    const isM = SEASONAL_SPECIFICATIONS[fit.model].season === 'M';
    for (let t = 0; t < values.length; t++) {
      const value = values[t]!;
      if (state.observed === 0) Object.assign(state, startAt(fit, value));
      const at = state.observed % fit.period;
      const own = state.season[at]!;
      const q = state.level + fit.phi * state.slope;
      const prediction = isM ? q * own : q + own;
      if (predictions) predictions[t] = state.observed === 0 ? Number.NaN : prediction;
      move(fit, state, { at, q, error: value - prediction, isM });
    }
    return state;
  },
  needs: () => 1,
  forecast: (fit, horizon): Forecast => forecastSeasonal(fit, horizon),
};

type Moving = { observed: number; level: number; slope: number; season: number[] };
type Step = { readonly at: number; readonly q: number; readonly error: number; readonly isM: boolean };

function move({ alpha, beta, gamma, phi }: SeasonalEtsFit, state: Moving, { at, q, error, isM }: Step): void {
  const own = state.season[at]!;
  const byLevel = isM ? error / own : error;
  state.level = q + alpha * byLevel;
  state.slope = phi * state.slope + beta * byLevel;
  state.season[at] = own + gamma * (isM ? error / q : error);
  state.observed++;
}

/** The initial states, moved from the first value that was fitted to this one: by difference, or by ratio for M errors. */
function startAt(fit: SeasonalEtsFit, value: number): Omit<SeasonalEtsState, 'observed'> {
  const { multiplicative, season } = SEASONAL_SPECIFICATIONS[fit.model];
  const { initialLevel, initialSlope, initialSeason, firstValue } = fit;
  if (value === firstValue) return { level: initialLevel, slope: initialSlope, season: [...initialSeason] };
  if (!multiplicative) {
    return { level: value + (initialLevel - firstValue), slope: initialSlope, season: [...initialSeason] };
  }
  const ratio = value / firstValue;
  const own = season === 'M' ? [...initialSeason] : initialSeason.map(each => each * ratio);
  return { level: initialLevel * ratio, slope: initialSlope * ratio, season: own };
}
