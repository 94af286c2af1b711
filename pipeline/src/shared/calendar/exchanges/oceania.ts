import { addDays, type Session } from '../../time.ts';
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
  SATURDAY,
  SUNDAY,
  sundayToMonday,
  weekday,
  weekdayBefore,
  weekendToFriday,
  weekendToMonday,
  when,
} from '../rules.ts';

/** @see https://www.asx.com.au/markets/market-resources/trading-hours-calendar/cash-market-trading-hours */
export const australia: ExchangeDefinition = {
  mics: ['XASX'],
  timeZone: 'Australia/Sydney',
  weekdays: MONDAY_TO_FRIDAY,
  hours: [{ from: '1990-01-01', open: clock('10:00'), close: clock('16:00') }],
  rulesSince: 1994,
  holidays: year => [
    weekendToMonday(date(year, 1, 1)),
    weekendToMonday(date(year, 1, 26)),
    fromEaster(year, -2),
    fromEaster(year, 1),
    year === 2010 ? sundayToMonday(date(year, 4, 25)) : date(year, 4, 25), // Anzac Day
    nthWeekday(year, 6, MONDAY, 2),
    ...christmasMadeUp(year),
  ],
  specialClosures: [
    '1999-12-31', // tests for the year 2000
    '2011-04-26', // Easter Tuesday, as Anzac Day was Easter Monday
    '2022-09-22', // mourning for Elizabeth II
  ],
  earlyCloses: year =>
    closing(
      '14:10',
      when(year >= 2010 && year !== 2022, ...[date(year, 12, 24), date(year, 12, 31)].map(weekendToFriday)),
    ),
};

/** The second of two adjacent holidays, made up for after the first. */
function secondMadeUp(day: Session): Session {
  if (weekday(day) === SATURDAY || weekday(day) === SUNDAY) return addDays(day, 2);
  return weekday(day) === MONDAY ? addDays(day, 1) : day;
}

/** Fridays in June or July. @see Te Kāhui o Matariki Public Holiday Act 2022 (New Zealand), schedule 1, which ends in 2052 */
const MATARIKI = [
  ...['0624', '0714', '0628', '0620', '0710', '0625', '0714', '0706', '0621', '0711'], // 2022 to 2031
  ...['0702', '0624', '0707', '0629', '0718', '0710', '0625', '0715', '0706', '0719'], // 2032 to 2041
  ...['0711', '0703', '0624', '0707', '0629', '0719', '0703', '0625', '0715', '0630', '0621'], // 2042 to 2052
];
const matariki = (year: number): Session[] => {
  const day = MATARIKI[year - 2022];
  return day === undefined ? [] : [date(year, Number(day.slice(0, 2)), Number(day.slice(2)))];
};

/** @see https://www.nzx.com/services/nzx-trading/hours-boards */
export const newZealand: ExchangeDefinition = {
  mics: ['XNZE'],
  timeZone: 'Pacific/Auckland',
  weekdays: MONDAY_TO_FRIDAY,
  hours: [{ from: '1990-01-01', open: clock('10:00'), close: clock('16:45') }],
  rulesSince: 1990,
  knownUntil: 2052,
  holidays: year => [
    weekendToMonday(date(year, 1, 1)),
    secondMadeUp(date(year, 1, 2)),
    ...[date(year, 2, 6), date(year, 4, 25)].map(day => (year < 2015 ? day : weekendToMonday(day))),
    fromEaster(year, -2),
    fromEaster(year, 1),
    nthWeekday(year, 6, MONDAY, 1),
    ...matariki(year),
    nthWeekday(year, 10, MONDAY, 4),
    weekendToMonday(date(year, 12, 25)),
    secondMadeUp(date(year, 12, 26)),
  ],
  specialClosures: [
    ...['1990-12-24', '1990-12-31', '1991-12-27', '1992-01-03', '1999-12-31'],
    '2022-09-26', // mourning for Elizabeth II
  ],
  earlyCloses: year =>
    closing('12:45', when(year >= 2011, ...[date(year, 12, 25), date(year + 1, 1, 1)].map(weekdayBefore))),
};
