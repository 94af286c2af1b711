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
  weekday,
  weekendToMonday,
  when,
} from '../rules.ts';

/** Victoria Day is the last Monday before the 25th of May. */
function victoriaDay(year: number): Session {
  const last = date(year, 5, 24);
  return addDays(last, -((weekday(last) - MONDAY + 7) % 7));
}

/** Toronto, its venture exchange and the smaller markets of Canada. @see https://www.tsx.com/trading/calendars-and-trading-hours */
export const canada: ExchangeDefinition = {
  mics: ['XTSE', 'XTSX', 'NEOE', 'XCNQ'],
  timeZone: 'America/Toronto',
  weekdays: MONDAY_TO_FRIDAY,
  hours: [{ from: '1990-01-01', open: clock('09:30'), close: clock('16:00') }],
  rulesSince: 1990,
  holidays: year => [
    weekendToMonday(date(year, 1, 1)),
    ...when(year >= 2008, nthWeekday(year, 2, MONDAY, 3)), // Family Day
    fromEaster(year, -2),
    victoriaDay(year),
    weekendToMonday(date(year, 7, 1)),
    nthWeekday(year, 8, MONDAY, 1),
    nthWeekday(year, 9, MONDAY, 1),
    nthWeekday(year, 10, MONDAY, 2), // Thanksgiving
    ...christmasMadeUp(year),
  ],
  specialClosures: ['2001-09-11', '2001-09-12'],
  earlyCloses: year => closing('13:00', when(year >= 2010, date(year, 12, 24))),
};
