import type { ExchangeDefinition } from '../definition.ts';
import { clock, closing, date, fromEaster, MONDAY_TO_FRIDAY, weekdayBefore, when } from '../rules.ts';

/** Xetra. @see https://www.xetra.com/xetra-en/trading/trading-calendar-and-trading-hours */
export const germany: ExchangeDefinition = {
  mics: ['XETR'],
  timeZone: 'Europe/Berlin',
  weekdays: MONDAY_TO_FRIDAY,
  hours: [
    { from: '1990-01-01', open: clock('09:00'), close: clock('17:30') },
    { from: '2000-06-02', open: clock('09:00'), close: clock('20:00') },
    { from: '2003-11-03', open: clock('09:00'), close: clock('17:30') },
  ],
  rulesSince: 1990,
  holidays: year => [
    date(year, 1, 1),
    fromEaster(year, -2),
    fromEaster(year, 1),
    date(year, 5, 1),
    ...when(year === 2007 || (year >= 2015 && year < 2022), fromEaster(year, 50)), // Whit Monday
    ...when(year >= 2014 && year < 2022, date(year, 10, 3)), // German Unity
    date(year, 12, 24),
    date(year, 12, 25),
    date(year, 12, 26),
    date(year, 12, 31),
  ],
  specialClosures: ['2017-10-31'], // 500 years of the Reformation
  earlyCloses: year => closing('14:00', when(year >= 2010, weekdayBefore(date(year, 12, 31)))),
};
