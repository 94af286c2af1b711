import type { Session } from '../../time.ts';
import type { ExchangeDefinition } from '../definition.ts';
import { clock, date, fromEaster, MONDAY, MONDAY_TO_FRIDAY, nthWeekday, weekendToFriday, when } from '../rules.ts';

/** Since 2007 three days of remembrance are kept on a Monday. */
const remembrance = (year: number): Session[] =>
  year < 2007
    ? [date(year, 2, 5), date(year, 3, 21), date(year, 11, 20)]
    : [nthWeekday(year, 2, MONDAY, 1), nthWeekday(year, 3, MONDAY, 3), nthWeekday(year, 11, MONDAY, 3)];

/** @see https://www.bmv.com.mx/en/bmv-group/holiday-schedule */
export const mexico: ExchangeDefinition = {
  mics: ['XMEX'],
  timeZone: 'America/Mexico_City',
  weekdays: MONDAY_TO_FRIDAY,
  hours: [{ from: '1990-01-01', open: clock('08:30'), close: clock('15:00') }],
  rulesSince: 1990,
  holidays: year => [
    date(year, 1, 1),
    ...remembrance(year),
    fromEaster(year, -3),
    fromEaster(year, -2),
    date(year, 5, 1),
    date(year, 9, 16),
    ...when(year >= 2024 && year % 6 === 2, date(year, 10, 1)), // a president takes office (labour law, article 74)
    ...when(year >= 2006, date(year, 11, 2)),
    date(year, 12, 12),
    date(year, 12, 25),
  ],
  specialClosures: ['2010-09-17'], // bicentenary
  earlyCloses: () => [],
};

/** Holidays of the city and the state of São Paulo, which the exchange stopped keeping in 2022, and of 20 November. */
const local = (year: number): Session[] => [
  ...when(year < 2022, date(year, 1, 25)),
  ...when((year >= 1998 && year < 2020) || year === 2021, date(year, 7, 9)),
  ...when((year >= 2004 && year < 2020) || year >= 2024, date(year, 11, 20)),
];

/** @see https://www.b3.com.br/en_us/solutions/platforms/puma-trading-system/for-members-and-traders/trading-calendar/holidays/ */
export const brazil: ExchangeDefinition = {
  mics: ['BVMF'],
  timeZone: 'America/Sao_Paulo',
  weekdays: MONDAY_TO_FRIDAY,
  hours: [
    { from: '1990-01-01', open: clock('10:00'), close: clock('17:00') },
    { from: '2019-11-04', open: clock('10:00'), close: clock('18:00') },
  ],
  rulesSince: 1990,
  holidays: year => [
    date(year, 1, 1),
    fromEaster(year, -48),
    fromEaster(year, -47),
    fromEaster(year, -2),
    date(year, 4, 21),
    date(year, 5, 1),
    fromEaster(year, 60),
    date(year, 9, 7),
    date(year, 10, 12),
    date(year, 11, 2),
    date(year, 11, 15),
    ...local(year),
    date(year, 12, 24),
    date(year, 12, 25),
    weekendToFriday(date(year, 12, 31)),
  ],
  specialClosures: ['2014-06-12'], // opening of the World Cup in São Paulo
  earlyCloses: () => [],
  lateOpens: year => when(year >= 2016, fromEaster(year, -46)).map(session => ({ session, open: clock('13:00') })),
};
