import { addDays, type Session } from '../../time.ts';
import type { ExchangeDefinition } from '../definition.ts';
import { clock, closing, date, FRIDAY, fromEaster, MONDAY_TO_FRIDAY, weekday, when } from '../rules.ts';

const shared = (year: number): Session[] => [
  date(year, 1, 1),
  fromEaster(year, -2),
  fromEaster(year, 1),
  fromEaster(year, 39),
  date(year, 12, 24),
  date(year, 12, 25),
  date(year, 12, 26),
  date(year, 12, 31),
];

const fridayFrom = (day: Session): Session => addDays(day, (FRIDAY - weekday(day) + 7) % 7);
const midsummerEve = (year: number): Session => fridayFrom(date(year, 6, 19));

const common = { weekdays: MONDAY_TO_FRIDAY, rulesSince: 1990, specialClosures: [], earlyCloses: () => [] } as const;

/** @see https://www.nasdaq.com/european-market-activity/trading-hours for the three markets of Nasdaq */
export const stockholm: ExchangeDefinition = {
  ...common,
  mics: ['XSTO'],
  timeZone: 'Europe/Stockholm',
  hours: [{ from: '1990-01-01', open: clock('09:00'), close: clock('17:30') }],
  holidays: year => [
    ...shared(year),
    date(year, 1, 6),
    date(year, 5, 1),
    ...when(year < 2005, fromEaster(year, 50)),
    ...when(year >= 2004, date(year, 6, 6)),
    midsummerEve(year),
  ],
  earlyCloses: year =>
    closing('13:00', [
      date(year, 1, 5),
      fromEaster(year, -3),
      date(year, 4, 30),
      fromEaster(year, 38),
      fridayFrom(date(year, 10, 30)), // eve of All Saints
    ]),
};

export const helsinki: ExchangeDefinition = {
  ...common,
  mics: ['XHEL'],
  timeZone: 'Europe/Helsinki',
  hours: [{ from: '1990-01-01', open: clock('10:00'), close: clock('18:30') }],
  holidays: year => [...shared(year), date(year, 1, 6), date(year, 5, 1), midsummerEve(year), date(year, 12, 6)],
};

export const copenhagen: ExchangeDefinition = {
  ...common,
  mics: ['XCSE'],
  timeZone: 'Europe/Copenhagen',
  hours: [{ from: '1990-01-01', open: clock('09:00'), close: clock('17:00') }],
  holidays: year => [
    ...shared(year),
    fromEaster(year, -3),
    ...when(year < 2024, fromEaster(year, 26)), // General Prayer Day
    ...when(year >= 2009, fromEaster(year, 40)),
    fromEaster(year, 50),
    date(year, 6, 5),
  ],
};

/** @see https://www.euronext.com/en/trading-calendars-hours */
export const oslo: ExchangeDefinition = {
  ...common,
  mics: ['XOSL'],
  timeZone: 'Europe/Oslo',
  hours: [{ from: '1990-01-01', open: clock('09:00'), close: clock('16:20') }],
  holidays: year => [...shared(year), fromEaster(year, -3), date(year, 5, 1), date(year, 5, 17), fromEaster(year, 50)],
  earlyCloses: year => closing('13:00', when(year >= 2011, fromEaster(year, -4))),
};
