import { addDays, type Session } from '../../time.ts';
import type { ExchangeDefinition } from '../definition.ts';
import { date, easter, lastWeekday, nthWeekday, weekday } from '../rules.ts';

const [SUNDAY, MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY] = [0, 1, 2, 3, 4, 5, 6] as const;
const ONE_O_CLOCK = 13 * 60;

/** A Saturday holiday is kept on the Friday before, a Sunday one on the Monday after. */
function observed(day: Session): Session {
  if (weekday(day) === SATURDAY) return addDays(day, -1);
  return weekday(day) === SUNDAY ? addDays(day, 1) : day;
}

/** New Year on a Saturday is not made up for: the Friday closes the books of the year and trades (NYSE rule 7.2). */
const newYear = (year: number): Session =>
  weekday(date(year, 1, 1)) === SATURDAY ? date(year, 1, 1) : observed(date(year, 1, 1));

const thanksgiving = (year: number): Session => nthWeekday(year, 11, THURSDAY, 4);

/** Until 1980 the exchange closed on the day of a presidential election. */
const electionDay = (year: number): Session[] =>
  year <= 1980 && year % 4 === 0 ? [addDays(nthWeekday(year, 11, MONDAY, 1), 1)] : [];

const holidays = (year: number): Session[] => [
  newYear(year),
  ...(year >= 1998 ? [nthWeekday(year, 1, MONDAY, 3)] : []), // Martin Luther King Jr. Day
  nthWeekday(year, 2, MONDAY, 3), // Washington's Birthday
  addDays(easter(year), -2), // Good Friday
  lastWeekday(year, 5, MONDAY), // Memorial Day
  ...(year >= 2022 ? [observed(date(year, 6, 19))] : []), // Juneteenth
  observed(date(year, 7, 4)),
  nthWeekday(year, 9, MONDAY, 1), // Labor Day
  ...electionDay(year),
  thanksgiving(year),
  observed(date(year, 12, 25)),
];

function independenceEarlyClose(year: number): Session[] {
  const third = date(year, 7, 3);
  const day = weekday(third);
  if (year < 1995) return [];
  if (day === MONDAY || day === TUESDAY || day === THURSDAY) return [third];
  if (day !== WEDNESDAY) return [];
  return [year >= 2013 ? third : date(year, 7, 5)]; // a Thursday holiday shortened the Friday until 2012
}

function earlyCloses(year: number): { session: Session; close: number }[] {
  if (year < 1993) return [];
  const eve = date(year, 12, 24);
  const eveTrades = weekday(eve) >= MONDAY && weekday(eve) < FRIDAY;
  const days = [
    ...independenceEarlyClose(year),
    addDays(thanksgiving(year), 1),
    ...(eveTrades ? [eve] : []),
    ...['1997-12-26', '1999-12-31', '2003-12-26'].filter(day => day.startsWith(String(year))),
  ];
  return days.map(session => ({ session, close: ONE_O_CLOCK }));
}

/** The stock markets of the United States, which keep one calendar. @see https://www.nyse.com/markets/hours-calendars */
export const unitedStates: ExchangeDefinition = {
  mics: ['XNYS', 'XNAS', 'ARCX', 'XASE', 'BATS', 'OTCM'],
  timeZone: 'America/New_York',
  weekdays: [MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY],
  hours: [
    { from: '1974-10-01', open: 10 * 60, close: 16 * 60 },
    { from: '1985-09-30', open: 9 * 60 + 30, close: 16 * 60 },
  ],
  rulesSince: 1971,
  holidays,
  specialClosures: [
    '1972-12-28', // mourning for Truman
    '1973-01-25', // mourning for Johnson
    '1977-07-14', // blackout in New York
    '1985-09-27', // hurricane Gloria
    '1994-04-27', // mourning for Nixon
    '2001-09-11',
    '2001-09-12',
    '2001-09-13',
    '2001-09-14',
    '2004-06-11', // mourning for Reagan
    '2007-01-02', // mourning for Ford
    '2012-10-29', // hurricane Sandy
    '2012-10-30',
    '2018-12-05', // mourning for Bush
    '2025-01-09', // mourning for Carter
  ],
  earlyCloses,
};
