import type { ExchangeDefinition } from '../definition.ts';
import {
  christmasMadeUp,
  clock,
  closing,
  date,
  fromEaster,
  MONDAY,
  MONDAY_TO_FRIDAY,
  nthWeekday,
  weekendToFriday,
  weekendToMonday,
  when,
} from '../rules.ts';

/** Dublin. @see https://www.euronext.com/en/trading-calendars-hours */
export const ireland: ExchangeDefinition = {
  mics: ['XDUB'],
  timeZone: 'Europe/Dublin',
  weekdays: MONDAY_TO_FRIDAY,
  hours: [{ from: '1990-01-01', open: clock('08:00'), close: clock('16:28') }],
  rulesSince: 1990,
  holidays: year => [
    weekendToMonday(date(year, 1, 1)),
    ...when(year < 2001, weekendToMonday(date(year, 3, 17))),
    fromEaster(year, -2),
    fromEaster(year, 1),
    ...when(year === 2008 || year === 2009 || year >= 2019, weekendToMonday(date(year, 5, 1))),
    ...when(year < 2019 || year >= 2021, nthWeekday(year, 5, MONDAY, 1)),
    ...when(year < 2019, nthWeekday(year, 6, MONDAY, 1)),
    ...when(year < 2005, date(year, 12, 24)),
    ...christmasMadeUp(year),
  ],
  specialClosures: ['2018-03-02'], // snow
  earlyCloses: year =>
    closing('12:28', [
      ...when(year === 2018, '2018-03-01'), // snow
      ...when(year >= 2010, ...[date(year, 12, 24), date(year, 12, 31)].map(weekendToFriday)),
    ]),
};
