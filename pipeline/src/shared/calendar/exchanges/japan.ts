import { addDays, type Session } from '../../time.ts';
import type { ExchangeDefinition } from '../definition.ts';
import { clock, date, MONDAY, MONDAY_TO_FRIDAY, nthWeekday, SUNDAY, weekday, when } from '../rules.ts';

/**
 * The day of March or September on which the sun crosses the equator in Japan, right from 1980 to 2099; the government
 * announces it a year ahead and has not differed. @see Nagasawa (1981), 日の出・日の入りの計算, as the formula is usually cited
 */
const equinox = (year: number, base: number): number =>
  Math.floor(base + 0.242194 * (year - 1980) - Math.floor((year - 1980) / 4));

/** Marine, Mountain and Sports Day, which the Olympic games of Tokyo moved in 2020 and 2021. */
function summer(year: number): Session[] {
  if (year === 2020) return ['2020-07-23', '2020-07-24', '2020-08-10'];
  if (year === 2021) return ['2021-07-22', '2021-07-23', '2021-08-08'];
  const sports = year >= 2000 ? nthWeekday(year, 10, MONDAY, 2) : date(year, 10, 10);
  const marine = year >= 2003 ? nthWeekday(year, 7, MONDAY, 3) : date(year, 7, 20);
  return [sports, ...when(year >= 1996, marine), ...when(year >= 2016, date(year, 8, 11))];
}

/** The days that the law names. @see Act on National Holidays (1948, law 178), as amended */
const named = (year: number): Session[] => [
  date(year, 1, 1),
  year >= 2000 ? nthWeekday(year, 1, MONDAY, 2) : date(year, 1, 15), // Coming of Age
  date(year, 2, 11),
  ...when(year >= 2020, date(year, 2, 23)), // the Emperor's birthday
  date(year, 3, equinox(year, 20.8431)),
  date(year, 4, 29),
  date(year, 5, 3),
  ...when(year >= 2007, date(year, 5, 4)),
  date(year, 5, 5),
  ...summer(year),
  year >= 2003 ? nthWeekday(year, 9, MONDAY, 3) : date(year, 9, 15), // Respect for the Aged
  date(year, 9, equinox(year, 23.2488)),
  date(year, 11, 3),
  date(year, 11, 23),
  ...when(year < 2019, date(year, 12, 23)), // the Emperor's birthday
  ...when(year === 2019, '2019-05-01', '2019-10-22'), // accession and enthronement
];

/** A Sunday holiday is made up for on the Monday; since 2007 on the next day that is no holiday. */
function madeUp(day: Session, holidays: ReadonlySet<Session>): Session {
  let next = addDays(day, 1);
  while (Number(day.slice(0, 4)) >= 2007 && holidays.has(next)) next = addDays(next, 1);
  return next;
}

function nationalHolidays(year: number): Session[] {
  const days = named(year);
  const holidays = new Set(days);
  const substitutes = days.filter(day => weekday(day) === SUNDAY).map(day => madeUp(day, holidays));
  const between = days.map(day => addDays(day, 1)).filter(day => !holidays.has(day) && holidays.has(addDays(day, 1)));
  return [...days, ...substitutes, ...between];
}

/** Tokyo, which also closes from 31 December to 3 January. @see https://www.jpx.co.jp/english/corporate/about-jpx/calendar/ */
export const japan: ExchangeDefinition = {
  mics: ['XTKS'],
  timeZone: 'Asia/Tokyo',
  weekdays: MONDAY_TO_FRIDAY,
  hours: [
    {
      from: '1990-01-01',
      open: clock('09:00'),
      close: clock('15:00'),
      lunch: { from: clock('11:00'), to: clock('12:30') },
    },
    {
      from: '2011-11-21',
      open: clock('09:00'),
      close: clock('15:00'),
      lunch: { from: clock('11:30'), to: clock('12:30') },
    },
    {
      from: '2024-11-05',
      open: clock('09:00'),
      close: clock('15:30'),
      lunch: { from: clock('11:30'), to: clock('12:30') },
    },
  ],
  rulesSince: 1990,
  knownUntil: 2099,
  holidays: year => [...nationalHolidays(year), date(year, 1, 2), date(year, 1, 3), date(year, 12, 31)],
  specialClosures: [
    '1990-11-12', // enthronement
    '1993-06-09', // wedding of the crown prince
    '2020-10-01', // the trading system failed
  ],
  earlyCloses: () => [],
};
