import { addDays, type Session } from '../time.ts';
import type { EarlyClose } from './definition.ts';

const two = (n: number): string => String(n).padStart(2, '0');

/** A date as a session; month 1 to 12. */
export const date = (year: number, month: number, day: number): Session => `${year}-${two(month)}-${two(day)}`;

/** Day of the week, 0 = Sunday. */
export const weekday = (day: Session): number => new Date(`${day}T00:00:00Z`).getUTCDay();

/** The n-th (1 = first) given weekday of a month. */
export function nthWeekday(year: number, month: number, day: number, n: number): Session {
  const first = date(year, month, 1);
  return addDays(first, ((day - weekday(first) + 7) % 7) + 7 * (n - 1));
}

/** The last given weekday of a month. */
export function lastWeekday(year: number, month: number, day: number): Session {
  const end = addDays(month === 12 ? date(year + 1, 1, 1) : date(year, month + 1, 1), -1);
  return addDays(end, -((weekday(end) - day + 7) % 7));
}

/** Easter Sunday of the Gregorian calendar. @see Meeus (1991), Astronomical Algorithms, chapter 8 */
export function easter(year: number): Session {
  const a = year % 19;
  const [b, c] = [Math.floor(year / 100), year % 100];
  const [d, e] = [Math.floor(b / 4), b % 4];
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - d - g + 15) % 30;
  const [i, k] = [Math.floor(c / 4), c % 4];
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const n = h + l - 7 * m + 114;
  return date(year, Math.floor(n / 31), (n % 31) + 1);
}

export const [SUNDAY, MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY] = [0, 1, 2, 3, 4, 5, 6] as const;
export const MONDAY_TO_FRIDAY = [MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY] as const;

/** Minutes after midnight of a time of day written `HH:MM`. */
export const clock = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** The days if the condition holds, none otherwise. */
export const when = (condition: boolean, ...days: Session[]): Session[] => (condition ? days : []);

/** A day counted from Easter Sunday; -2 is Good Friday, 1 Easter Monday, 39 Ascension Day, 50 Whit Monday, 60 Corpus Christi. */
export const fromEaster = (year: number, days: number): Session => addDays(easter(year), days);

const isWeekend = (day: Session): boolean => weekday(day) === SATURDAY || weekday(day) === SUNDAY;

/** The day itself, or the Monday after it where it is a Sunday. */
export const sundayToMonday = (day: Session): Session => (weekday(day) === SUNDAY ? addDays(day, 1) : day);

/** The day itself, or the Monday after it where it is on a weekend. */
export const weekendToMonday = (day: Session): Session =>
  weekday(day) === SATURDAY ? addDays(day, 2) : sundayToMonday(day);

/** The day itself, or the Friday before it where it is on a weekend. */
export function weekendToFriday(day: Session): Session {
  if (weekday(day) === SATURDAY) return addDays(day, -1);
  return weekday(day) === SUNDAY ? addDays(day, -2) : day;
}

/** Christmas and Boxing Day; each that falls on a weekend is made up for by a weekday of its own after them. */
export const christmasMadeUp = (year: number): Session[] => {
  const days = [date(year, 12, 25), date(year, 12, 26)];
  return [...days, ...days.filter(isWeekend).map(day => addDays(day, 2))];
};

/** The nearest Monday to Friday before a day. */
export function weekdayBefore(day: Session): Session {
  return weekendToFriday(addDays(day, -1));
}

/** Sessions that close at the same time of day. */
export const closing = (time: string, days: readonly Session[]): EarlyClose[] =>
  days.map(session => ({ session, close: clock(time) }));
