import type { ExchangeDefinition } from '../definition.ts';
import {
  christmasMadeUp,
  clock,
  closing,
  date,
  fromEaster,
  lastWeekday,
  MONDAY,
  MONDAY_TO_FRIDAY,
  nthWeekday,
  weekendToFriday,
  weekendToMonday,
  when,
} from '../rules.ts';

/** In these years the bank holiday was moved next to a jubilee or to an anniversary of the end of the war in Europe. */
const MAY_MOVED = [1995, 2020];
const SPRING_MOVED = [2002, 2012, 2022];

/** London. @see https://www.londonstockexchange.com/equities-trading/business-days and https://www.gov.uk/bank-holidays */
export const unitedKingdom: ExchangeDefinition = {
  mics: ['XLON'],
  timeZone: 'Europe/London',
  weekdays: MONDAY_TO_FRIDAY,
  hours: [{ from: '1990-01-01', open: clock('08:00'), close: clock('16:30') }],
  rulesSince: 1990,
  holidays: year => [
    weekendToMonday(date(year, 1, 1)),
    fromEaster(year, -2),
    fromEaster(year, 1),
    ...when(!MAY_MOVED.includes(year), nthWeekday(year, 5, MONDAY, 1)),
    ...when(!SPRING_MOVED.includes(year), lastWeekday(year, 5, MONDAY)),
    lastWeekday(year, 8, MONDAY),
    ...christmasMadeUp(year),
  ],
  specialClosures: [
    '1995-05-08', // 50 years after the end of the war in Europe
    '1999-12-31', // eve of the millennium
    '2002-06-03', // golden jubilee
    '2002-06-04',
    '2011-04-29', // royal wedding
    '2012-06-04', // spring bank holiday, moved to the diamond jubilee
    '2012-06-05',
    '2020-05-08', // 75 years after the end of the war in Europe
    '2022-06-02', // spring bank holiday, moved to the platinum jubilee
    '2022-06-03',
    '2022-09-19', // funeral of Elizabeth II
    '2023-05-08', // coronation of Charles III
  ],
  earlyCloses: year => closing('12:30', [date(year, 12, 24), date(year, 12, 31)].map(weekendToFriday)),
};
