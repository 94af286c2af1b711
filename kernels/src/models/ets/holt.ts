import type { EtsFit } from '../fit.ts';
import { fitEts } from './fit-ets.ts';

/**
 * Holt's linear trend: ETS(A,A,N) by maximum likelihood, which is least squares.
 * @throws RangeError as `fitEts`
 * @see Holt (1957), reprinted in International Journal of Forecasting 20 (2004)
 */
export const fitHolt = (y: ArrayLike<number>): EtsFit => fitEts(y, { model: 'AAN' });

/**
 * Holt's trend with damping, phi in 0.8 to 0.98: ETS(A,Ad,N) by maximum likelihood.
 * @throws RangeError as `fitEts`
 * @see Gardner & McKenzie (1985), Management Science 31
 */
export const fitDamped = (y: ArrayLike<number>): EtsFit => fitEts(y, { model: 'AAdN' });
