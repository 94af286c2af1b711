import { addDays, type Session } from '../../time.ts';
import type { ExchangeDefinition } from '../definition.ts';
import {
  clock,
  closing,
  date,
  fromEaster,
  MONDAY,
  MONDAY_TO_FRIDAY,
  SATURDAY,
  SUNDAY,
  sundayToMonday,
  TUESDAY,
  weekday,
  when,
} from '../rules.ts';
import { CHINESE_CALENDAR } from './hong-kong-years.ts';

/** New Year, Qingming, the Buddha's birthday, Dragon Boat, Mid-Autumn and Double Ninth of a year. */
function chineseDays(year: number): Session[] {
  const days = CHINESE_CALENDAR[year] ?? '';
  return days.split(' ').map(day => `${year}-${day.slice(0, 2)}-${day.slice(2)}`);
}

/** Three days; where one of them is a Sunday the day before them is added, since 2013 the fourth. */
function newYearDays(newYear: Session, year: number): Session[] {
  const days = [newYear, addDays(newYear, 1), addDays(newYear, 2)];
  if (!days.some(day => weekday(day) === SUNDAY)) return days;
  return [...days, addDays(newYear, year < 2013 ? -1 : 3)];
}

/** Qingming, on the Monday after a Sunday, and on the Tuesday where that is Easter Monday. */
function tombSweeping(qingming: Session, year: number): Session {
  const day = sundayToMonday(qingming);
  return day === fromEaster(year, 1) ? addDays(day, 1) : day;
}

/** The day after the Mid-Autumn Festival gives way to the National Day. */
function afterMidAutumn(midAutumn: Session, year: number): Session {
  const day = year < 2013 ? addDays(midAutumn, 1) : sundayToMonday(addDays(midAutumn, 1));
  return day === date(year, 10, 1) ? addDays(day, 1) : day;
}

/** Christmas and the first weekday after it; a Christmas on Sunday moves both. */
function christmas(year: number): Session[] {
  const days = [date(year, 12, 25), date(year, 12, 26)];
  const third = date(year, 12, 27);
  return [...days, ...when(weekday(third) === MONDAY || weekday(third) === TUESDAY, third)];
}

function holidays(year: number): Session[] {
  const [newYear = '', qingming = '', buddha = '', dragonBoat = '', midAutumn = '', doubleNinth = ''] =
    chineseDays(year);
  return [
    sundayToMonday(date(year, 1, 1)),
    ...newYearDays(newYear, year),
    tombSweeping(qingming, year),
    fromEaster(year, -2),
    fromEaster(year, 1),
    ...[buddha, dragonBoat, doubleNinth].map(sundayToMonday),
    ...[date(year, 5, 1), date(year, 7, 1), date(year, 10, 1)].map(sundayToMonday),
    afterMidAutumn(midAutumn, year),
    ...christmas(year),
  ];
}

const noonOrLater = (year: number): string => (year < 2011 ? '12:30' : '12:00');

/** Hong Kong. @see https://www.hkex.com.hk/Services/Trading-hours-and-Severe-Weather-Arrangements */
export const hongKong: ExchangeDefinition = {
  mics: ['XHKG'],
  timeZone: 'Asia/Hong_Kong',
  weekdays: MONDAY_TO_FRIDAY,
  hours: [
    {
      from: '2000-01-01',
      open: clock('10:00'),
      close: clock('16:00'),
      lunch: { from: clock('12:30'), to: clock('14:30') },
    },
    {
      from: '2011-03-07',
      open: clock('09:30'),
      close: clock('16:00'),
      lunch: { from: clock('12:00'), to: clock('13:30') },
    },
    {
      from: '2012-03-05',
      open: clock('09:30'),
      close: clock('16:00'),
      lunch: { from: clock('12:00'), to: clock('13:00') },
    },
  ],
  rulesSince: 2000,
  knownUntil: 2049,
  holidays,
  specialClosures: [
    ...['2001-07-06', '2001-07-25', '2008-08-06', '2008-08-22', '2011-09-29', '2013-08-14'], // typhoons
    ...['2016-08-02', '2016-10-21', '2017-08-23', '2020-10-13', '2021-10-13', '2023-07-17', '2023-09-01', '2024-09-06'],
    '2023-09-08', // rainstorm; since 2024-09-23 weather closes the exchange no more
    ...['2010-04-06', '2012-10-02', '2015-04-07'], // holidays that fell together
    '2015-09-03', // 70 years after the end of the war
  ],
  earlyCloses: year => {
    const [newYear = ''] = chineseDays(year);
    const eve = addDays(newYear, -1);
    const shortened = year >= 2013 && weekday(eve) !== SUNDAY && weekday(eve) !== SATURDAY;
    return closing(noonOrLater(year), [...when(shortened, eve), date(year, 12, 24), date(year, 12, 31)]);
  },
};
