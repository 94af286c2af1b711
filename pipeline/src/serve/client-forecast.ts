import { AppError, contentId, type Instant, isoInstant, type Session } from '#shared';
import type { ModelVersion } from '../registry/index.ts';
import type { StepForecast } from '../train/index.ts';
import type { ClientForecast } from './ports.ts';

export type ClientForecastParts = {
  readonly version: ModelVersion;
  readonly symbol: string | null;
  readonly session: Session | null;
  readonly targetSession: Session | null;
  readonly level: number;
  readonly previousClose: number;
  readonly steps: readonly StepForecast[];
  /** What the forecast was made from, beside the version */
  readonly inputs: object;
  readonly madeAt: Instant;
  /** Different for every forecast of every process: two equal requests in one millisecond are two forecasts */
  readonly nonce: string;
};

/**
 * The log row of an answer: the numbers of its last step, all steps in `inputs`. Its id hashes the request, the version,
 * the time and a nonce, so it names this answer and cannot be guessed.
 * @throws AppError INVALID_INPUT when prices near the limits of a double make the forecast overflow
 */
export function clientForecast(parts: ClientForecastParts): ClientForecast {
  const last = parts.steps.at(-1);
  if (!last || !parts.steps.every(({ mean, lower, upper }) => [mean, lower, upper].every(Number.isFinite))) {
    throw new AppError('INVALID_INPUT', 'from these prices and this level the forecast is not a finite number', {
      field: 'recent_prices',
      accepted: 'prices and a level whose forecast a double can hold',
    });
  }
  const { version, symbol, session, level, inputs, madeAt, nonce } = parts;
  const made_at = isoInstant(madeAt);
  const horizon = last.step;
  return {
    id: contentId('fc', { version: version.id, symbol, session, horizon, level, inputs, made_at, nonce }),
    symbol,
    version_id: version.id,
    session,
    target_session: parts.targetSession,
    horizon,
    mean: last.mean,
    lower: last.lower,
    upper: last.upper,
    level,
    previous_close: parts.previousClose,
    inputs: { ...inputs, steps: parts.steps },
    made_at,
  };
}
