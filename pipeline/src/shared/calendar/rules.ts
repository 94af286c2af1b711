import { addDays, type Session } from '../time.ts';

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
