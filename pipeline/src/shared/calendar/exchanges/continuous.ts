import type { ExchangeDefinition } from '../definition.ts';

const never = () => [];

/** Markets that never close (crypto-currencies): every day of UTC is a session. */
export const everyDay: ExchangeDefinition = {
  mics: ['24/7'],
  timeZone: 'UTC',
  weekdays: [0, 1, 2, 3, 4, 5, 6],
  hours: [{ from: '1970-01-01', open: 0, close: 24 * 60 }],
  rulesSince: 1970,
  holidays: never,
  specialClosures: [],
  earlyCloses: never,
};

/** Currencies: Monday to Friday, midnight to midnight in London, which is how daily bars of exchange rates are cut. */
export const everyWeekday: ExchangeDefinition = {
  ...everyDay,
  mics: ['24/5'],
  timeZone: 'Europe/London',
  weekdays: [1, 2, 3, 4, 5],
};
