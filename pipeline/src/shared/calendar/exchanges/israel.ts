import { addDays, type Session } from '../../time.ts';
import type { EarlyClose, ExchangeDefinition } from '../definition.ts';
import { hebrewNewYear } from '../hebrew.ts';
import {
  clock,
  closing,
  FRIDAY,
  MONDAY,
  MONDAY_TO_FRIDAY,
  SATURDAY,
  SUNDAY,
  THURSDAY,
  TUESDAY,
  WEDNESDAY,
  weekday,
} from '../rules.ts';

/** The first day of the trading week from Monday to Friday. */
const MOVED = '2026-01-05';

const passover = (year: number): Session => addDays(hebrewNewYear(year), -163);

/** Memorial Day, 4 Iyar, and Independence Day after it keep clear of the Sabbath, since 2004 also of its end. */
function memorialDay(year: number): Session {
  const day = addDays(passover(year), 19);
  const moved: Readonly<Record<number, number>> = { [SUNDAY]: year >= 2004 ? 1 : 0, [THURSDAY]: -1, [FRIDAY]: -2 };
  return addDays(day, moved[weekday(day)] ?? 0);
}

/** Tisha B'Av, which is kept on Sunday where it is a Sabbath. */
function fastDay(year: number): Session {
  const day = addDays(passover(year), 112);
  return weekday(day) === SATURDAY ? addDays(day, 1) : day;
}

function festivals(year: number): Session[] {
  const [spring, autumn] = [passover(year), hebrewNewYear(year)];
  return [
    ...[-30, -1, 0, 5, 6, 49, 50].map(days => addDays(spring, days)), // Purim, Passover and Pentecost with their eves
    memorialDay(year),
    addDays(memorialDay(year), 1),
    fastDay(year),
    ...[-1, 0, 1, 8, 9, 13, 14, 20, 21].map(days => addDays(autumn, days)), // New Year, Yom Kippur, Sukkoth, Simchat Torah
  ];
}

/** Since the move a Friday before a holiday, or its eve, on a Sunday is closed too. */
const bridges = (days: readonly Session[]): Session[] =>
  days.filter(day => weekday(day) === SUNDAY && day >= MOVED).map(day => addDays(day, -2));

function earlyCloses(year: number): EarlyClose[] {
  const [spring, autumn] = [passover(year), hebrewNewYear(year)];
  const between = [
    ...[1, 2, 3, 4].map(days => addDays(spring, days)),
    ...[15, 16, 17, 18, 19].map(days => addDays(autumn, days)),
  ];
  return closing(
    '14:15',
    between.filter(day => weekday(day) !== FRIDAY),
  );
}

/**
 * Tel Aviv: from Sunday to Thursday until 2026-01-01, from Monday to Friday since. Holidays follow the Hebrew calendar, which
 * is arithmetic; election days are those up to 2024.
 * @see https://www.tase.co.il/en/content/knowledge_center/trading_vacation_schedule
 */
export const israel: ExchangeDefinition = {
  mics: ['XTAE'],
  timeZone: 'Asia/Tel_Aviv',
  weekdays: MONDAY_TO_FRIDAY,
  hours: [
    {
      from: '2000-01-01',
      weekdays: [SUNDAY, MONDAY, TUESDAY, WEDNESDAY, THURSDAY],
      open: clock('09:59'),
      close: clock('17:15'),
      closeOn: { [SUNDAY]: clock('15:40') },
    },
    { from: MOVED, open: clock('09:59'), close: clock('17:15'), closeOn: { [FRIDAY]: clock('13:50') } },
  ],
  rulesSince: 2000,
  holidays: year => {
    const days = festivals(year);
    return [...days, ...bridges(days)];
  },
  specialClosures: [
    ...['2001-02-06', '2003-01-28', '2006-03-28', '2009-02-10', '2013-01-22', '2015-03-17'], // elections
    ...['2019-04-09', '2019-09-17', '2020-03-02', '2021-03-23', '2022-11-01'],
    ...['2018-10-30', '2024-02-27'], // municipal elections
    '2026-01-04', // the Sunday between the two weeks
  ],
  earlyCloses,
};
