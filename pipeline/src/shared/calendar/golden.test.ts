import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { addDays, type Session } from '../time.ts';
import { calendar, EXCHANGES } from './calendar.ts';
import { weekday } from './rules.ts';

type Golden = {
  readonly timeZone: string;
  readonly hours: readonly (readonly [string, string, string, string?, string?])[];
  readonly years: Readonly<Record<string, string>>;
};
const golden: { readonly exchanges: Readonly<Record<string, Golden>> } = JSON.parse(
  readFileSync(new URL('golden/exchange-calendars.json', import.meta.url), 'utf8'),
);

type Difference = readonly [year: number, theirs: string, ours: string];

/** Where ours differs on purpose: words of the reference's year, and ours in their place. */
const DIFFERENCES: Readonly<Record<string, readonly Difference[]>> = {
  // Half days of 1990 to 1992, which the table of the United States leaves whole.
  XNYS: [
    [1990, '1224@09:30-14:00', ''],
    [1991, '1224@09:30-14:00', ''],
    [1992, '1127@09:30-14:00 1224@09:30-14:00', ''],
  ],
  // Elections, of which the reference has those since 2019; municipal ones closed the exchange in 2018 (its own schedule) and
  // 2024 (no bars). The last Sunday of trading was 2025-12-28 (Globes of that day). No Friday closes later than 13:50.
  XTAE: [
    [2001, '', '0206'],
    [2003, '', '0128'],
    [2006, '', '0328'],
    [2009, '', '0210'],
    [2013, '', '0122'],
    [2015, '', '0317'],
    [2018, '', '1030'],
    [2024, '', '0227'],
    [2026, '0104@09:59-15:40 0403@09:59-14:15', '0104 0403@09:59-13:50'],
    [2027, '0423@09:59-14:15', '0423@09:59-13:50'],
  ],
  // Every financial institution closed when a president took office (CNBV).
  XMEX: [[2024, '', '1001']],
  // A holiday on Sunday was made up for on the Monday alone until 2006.
  XTKS: [[1998, '0506', '']],
  // A typhoon and a rainstorm: no stock has a bar.
  XHKG: [[2023, '', '0901 0908']],
  // The day of the university entrance examination; in 2026 local elections and Constitution Day.
  XKRX: [
    [2021, '', '1118@10:00-16:30'],
    [2022, '', '1117@10:00-16:30'],
    [2023, '', '1116@10:00-16:30'],
    [2024, '', '1114@10:00-16:30'],
    [2025, '', '1113@10:00-16:30'],
    [2026, '', '0603 0717 1119@10:00-16:30'],
  ],
  // Muhurat trading and sessions on weekends.
  XBOM: [
    [2015, '1111', '+0228 1111@17:45-18:45'],
    [2016, '', '+1030 1030@18:30-19:30'],
    [2017, '1019', '1019@18:30-19:30'],
    [2018, '1107', '1107@17:30-18:30'],
    [2019, '', '+1027 1027@18:15-19:15'],
    [2020, '', '+0201 +1114 1114@18:15-19:15'],
    [2021, '1104', '1104@18:15-19:15'],
    [2022, '1024', '1024@18:15-19:15'],
    [2023, '', '+1112 1112@18:15-19:15'],
    [2024, '1101', '+0302 +0518 1101@18:00-19:00'],
    [2025, '1021', '1021@13:45-14:45'],
    [2026, '', '+0201 +1108 1108@18:00-19:15'],
  ],
};

/** Xetra traded until 20:00 from June 2000 to October 2003 (Deutsche Welle, 2003-11-03); the reference does not know. */
const HOURS: Readonly<Record<string, Golden['hours']>> = {
  XETR: [
    ['1990-01-01', '09:00', '17:30'],
    ['2000-06-02', '09:00', '20:00'],
    ['2003-11-03', '09:00', '17:30'],
  ],
};

function tradingWeek(mic: string, day: Session): boolean {
  const number = weekday(day);
  if (mic === 'XTAE' && day < '2026-01-05') return number <= 4;
  if (mic === 'XKRX' && day < '1998-12-07') return number >= 1;
  return number >= 1 && number <= 5;
}

/** A year of our calendar, in the words of the golden file. */
function year(mic: string, number: string): string {
  const { timeZone, hours: theirs } = golden.exchanges[mic]!;
  const hours = HOURS[mic] ?? theirs;
  const exchange = calendar(mic);
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' });
  const found: string[] = [];
  for (let day = `${number}-01-01`; day.startsWith(number); day = addDays(day, 1)) {
    const name = day.slice(5).replace('-', '');
    const expected = tradingWeek(mic, day);
    if (!exchange.isSession(day)) {
      if (expected) found.push(name);
      continue;
    }
    if (!expected) found.push(`+${name}`);
    const times = `${clock.format(exchange.open(day))}-${clock.format(exchange.close(day))}`;
    const [, open, close] = hours.findLast(([from]) => from <= day)!;
    if (times !== `${open}-${close}`) found.push(`${name}@${times}`);
  }
  return found.join(' ');
}

const words = (text: string): string[] => text.split(' ').filter(word => word !== '');
const bare = (word: string): string => word.replace('+', '');

/** The reference's year with our differences, each of which must replace words that are there. */
function expected(mic: string, number: string): string {
  const all = new Set(words(golden.exchanges[mic]!.years[number]!));
  const [, theirs = '', ours = ''] = DIFFERENCES[mic]?.find(([at]) => String(at) === number) ?? [];
  for (const word of words(theirs)) expect(all.delete(word)).toBe(true);
  for (const word of words(ours)) expect(all.has(word)).toBe(false);
  return [...all, ...words(ours)].toSorted((a, b) => (bare(a) < bare(b) ? -1 : 1)).join(' ');
}

describe('years agree with the package exchange_calendars', () => {
  it.each(Object.keys(golden.exchanges))('%s', mic => {
    const { knownSince, knownUntil = '9999-12-31' } = calendar(mic);
    const inRange = (number: string) => `${number}-01-01` >= knownSince && `${number}-12-31` <= knownUntil;
    const years = Object.keys(golden.exchanges[mic]!.years).filter(inRange);
    expect(years.length).toBeGreaterThanOrEqual(12);
    for (const number of years) {
      expect.soft(`${number}: ${year(mic, number)}`).toBe(`${number}: ${expected(mic, number)}`);
    }
  });

  it('and every calendar but those of other tests is among them', () => {
    const covered = Object.keys(golden.exchanges).map(mic => calendar(mic));
    const others = EXCHANGES.filter(mic => !covered.includes(calendar(mic)));
    expect(others).toEqual(['24/7', '24/5']);
  });
});
