import { expect, it } from 'vitest';
import { addDays } from '../time.ts';
import { hebrewNewYear } from './hebrew.ts';

it.each([
  [1948, '1948-10-04'],
  [2000, '2000-09-30'],
  [2013, '2013-09-05'],
  [2024, '2024-10-03'],
  [2025, '2025-09-23'],
  [2043, '2043-10-05'],
])('the Hebrew year begins in %i on %s', (year, day) => expect(hebrewNewYear(year)).toBe(day));

it('is 1 Tishri of the calendar that the runtime carries, from 1900 to 2200', () => {
  const format = new Intl.DateTimeFormat('en-u-ca-hebrew', { month: 'long', day: 'numeric', timeZone: 'UTC' });
  for (let year = 1900; year <= 2200; year++) {
    const day = hebrewNewYear(year);
    expect(`${day}: ${format.format(Date.parse(day))}`).toBe(`${day}: 1 Tishri`);
    expect(format.format(Date.parse(addDays(day, -163)))).toBe('15 Nisan');
  }
});
