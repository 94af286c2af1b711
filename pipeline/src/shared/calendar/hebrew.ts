import { addDays, type Session } from '../time.ts';

/** Days from the Hebrew epoch to the molad of a Hebrew year's Tishri, delayed so that the year begins on no Sunday, Wednesday or Friday. */
function elapsedDays(year: number): number {
  const months = Math.floor((235 * year - 234) / 19);
  const parts = 12_084 + 13_753 * months;
  const day = 29 * months + Math.floor(parts / 25_920);
  return (3 * (day + 1)) % 7 < 3 ? day + 1 : day;
}

/** Keeps every year between 353 and 355 or 383 and 385 days long. */
function correction(year: number): number {
  const [last, current, next] = [elapsedDays(year - 1), elapsedDays(year), elapsedDays(year + 1)];
  if (next - current === 356) return 2;
  return current - last === 382 ? 1 : 0;
}

/** Days from 1 Tishri of the Hebrew year 1 to 1970-01-01, minus one. */
const EPOCH_TO_1970 = 1_373_427 + 719_163;

/**
 * New Year of the Hebrew calendar (1 Tishri), by the Gregorian year in which it falls. Nisan to Elul have fixed lengths, so
 * every holiday from Purim (192 days before) to Simchat Torah (21 days after) is at a fixed distance from it.
 * @see Reingold and Dershowitz (2018), Calendrical Calculations, 4th edition, chapter 8
 */
export function hebrewNewYear(gregorianYear: number): Session {
  const year = gregorianYear + 3761;
  return addDays('1970-01-01', elapsedDays(year) + correction(year) - EPOCH_TO_1970);
}
