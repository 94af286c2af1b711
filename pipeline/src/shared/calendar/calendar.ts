import { AppError } from '../errors.ts';
import { type Calendar, exchangeCalendar } from './exchange-calendar.ts';
import { DEFINITIONS } from './exchanges/index.ts';

const byMic = new Map(
  DEFINITIONS.flatMap(definition => {
    const made = exchangeCalendar(definition);
    return definition.mics.map(mic => [mic, made] as const);
  }),
);

/** The exchanges that have a calendar: ISO 10383 codes, `24/7` for crypto-currencies and `24/5` for currencies. */
export const EXCHANGES: readonly string[] = [...byMic.keys()];

/**
 * The trading calendar of an exchange.
 * @throws AppError INVALID_INPUT for an exchange that has none
 */
export function calendar(mic: string): Calendar {
  const known = byMic.get(mic);
  if (known !== undefined) return known;
  throw new AppError('INVALID_INPUT', `there is no calendar of the exchange "${mic}"`, {
    field: 'exchange',
    accepted: EXCHANGES.join(', '),
  });
}
