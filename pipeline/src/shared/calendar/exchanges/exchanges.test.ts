import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isoInstant } from '../../time.ts';
import { calendar, EXCHANGES } from '../calendar.ts';

const broken = new URL('../../../../../../shared/data/broken/', import.meta.url);
const at = (text: string) => Date.parse(text);

describe('bars of the world', () => {
  const MICS: Readonly<Record<string, string>> = {
    ...{
      DE: 'XETR',
      HK: 'XHKG',
      L: 'XLON',
      MI: 'XMIL',
      PA: 'XPAR',
      ST: 'XSTO',
      T: 'XTKS',
      TA: 'XTAE',
      TO: 'XTSE',
      V: 'XTSX',
    },
  };
  const files = existsSync(broken)
    ? readdirSync(broken).filter(name => name.includes('-1d-') && name.split('-')[1]! in MICS)
    : [];
  const daysOf = (file: string) =>
    [
      ...new Set(
        readFileSync(new URL(file, broken), 'utf8')
          .matchAll(/^\d{4}-\d\d-\d\d/gm)
          .map(([day]) => day),
      ),
    ].sort();

  it.skipIf(files.length === 0)('stand on sessions only', () => {
    for (const file of files) {
      const exchange = calendar(MICS[file.split('-')[1]!]!);
      const strangers = daysOf(file).filter(day => !exchange.isSession(day));
      expect({ file, strangers }).toEqual({ file, strangers: [] });
    }
  });

  it.skipIf(files.length === 0).each([
    '1398-HK-1d-bad-div.csv', // typhoon Saola and the rainstorm of September 2023
    '4063-T-1d-bad-div.csv',
    'KEN-TA-1d-bad-div.csv', // Sundays, the municipal elections of 2024
    'PSH-L-1d-bad-div.csv', // jubilee, funeral and coronation
    'SCR-TO-1d-bad-div.csv',
  ])('stand on every session: %s', file => {
    const days = daysOf(file);
    expect(days.length).toBeGreaterThan(600);
    expect(calendar(MICS[file.split('-')[1]!]!).sessions(days[0]!, days.at(-1)!)).toEqual(days);
  });
});

describe('special days', () => {
  it.each([
    ['XLON', '2011-04-29', 'royal wedding'],
    ['XLON', '2022-06-03', 'platinum jubilee'],
    ['XLON', '2022-09-19', 'funeral'],
    ['XLON', '2023-05-08', 'coronation'],
    ['XLON', '2020-05-08', 'bank holiday moved to Friday'],
    ['XTSE', '2001-09-12', 'attacks'],
    ['XTKS', '2019-04-30', 'between two holidays, the Golden Week of the accession'],
    ['XTKS', '2019-05-02', 'between two holidays'],
    ['XTKS', '2019-05-06', "made up for Children's Day on Sunday"],
    ['XTKS', '2020-10-01', 'outage'],
    ['XTKS', '2020-07-24', 'Sports Day moved to the Olympic games'],
    ['XTKS', '2021-08-09', 'Mountain Day moved to the end of the games, a Sunday'],
    ['XTKS', '2026-09-22', 'between two holidays'],
    ['XTAE', '2024-06-12', 'Pentecost'],
    ['XTAE', '2026-01-04', 'no Sunday any more'],
    ['XTAE', '2026-09-18', 'the Friday before the eve of Yom Kippur, a Sunday'],
    ['XHKG', '2027-02-08', 'New Year, whose new moon was four minutes before midnight'],
    ['XKRX', '2026-07-17', 'Constitution Day'],
    ['XETR', '2017-10-31', 'Reformation'],
  ])('%s is closed on %s (%s)', (mic, day) => expect(calendar(mic).isSession(day)).toBe(false));

  it.each([
    ['XLON', '2020-05-04', 'moved to Friday'],
    ['XTKS', '2020-10-12', 'Sports Day was in July'],
    ['XTKS', '1998-05-06', 'a Sunday holiday was made up for on Monday'],
    ['XTAE', '2025-12-28', 'the last Sunday'],
    ['XTAE', '2026-01-09', 'the first Friday'],
    ['XETR', '2022-06-06', 'Whit Monday trades again'],
    ['XNSE', '2024-01-20', 'a Saturday'],
    ['XNSE', '2023-11-12', 'Muhurat trading on a Sunday'],
    ['XKRX', '1998-12-05', 'the last Saturday'],
  ])('%s trades on %s (%s)', (mic, day) => expect(calendar(mic).isSession(day)).toBe(true));

  it.each([
    ['XLON', '2024-12-24', '2024-12-24T12:30:00.000Z'],
    ['XLON', '2024-03-28', '2024-03-28T16:30:00.000Z'],
    ['XLON', '2024-04-02', '2024-04-02T15:30:00.000Z'],
    ['XETR', '2024-12-30', '2024-12-30T13:00:00.000Z'],
    ['XETR', '2002-07-01', '2002-07-01T18:00:00.000Z'],
    ['XTKS', '2024-11-01', '2024-11-01T06:00:00.000Z'],
    ['XTKS', '2024-11-05', '2024-11-05T06:30:00.000Z'],
    ['XTAE', '2024-03-17', '2024-03-17T13:40:00.000Z'],
    ['XTAE', '2024-03-31', '2024-03-31T12:40:00.000Z'],
    ['XTAE', '2024-04-25', '2024-04-25T11:15:00.000Z'],
    ['XTAE', '2026-02-06', '2026-02-06T11:50:00.000Z'],
    ['XNSE', '2023-11-12', '2023-11-12T13:45:00.000Z'],
    ['XASX', '2024-04-05', '2024-04-05T05:00:00.000Z'],
    ['XASX', '2024-04-08', '2024-04-08T06:00:00.000Z'],
    ['XKRX', '2024-11-14', '2024-11-14T07:30:00.000Z'],
  ])('%s closes on %s at %s', (mic, day, close) => expect(isoInstant(calendar(mic).close(day))).toBe(close));
});

describe('open now', () => {
  it.each([
    ['XTKS', '2024-11-06T02:29:59Z', true],
    ['XTKS', '2024-11-06T02:30:00Z', false],
    ['XTKS', '2024-11-06T03:29:59Z', false],
    ['XTKS', '2024-11-06T03:30:00Z', true],
    ['XTKS', '2010-11-08T02:15:00Z', false],
    ['XHKG', '2024-03-05T04:30:00Z', false],
    ['XHKG', '2024-12-24T04:00:00Z', false],
    ['XLON', '2024-03-05T12:30:00Z', true],
    ['XTAE', '2024-03-03T10:00:00Z', true],
    ['XTAE', '2024-03-01T10:00:00Z', false],
    ['24/7', '2024-03-03T10:00:00Z', true],
  ])('%s at %s: %s', (mic, instant, open) => expect(calendar(mic).isOpen(at(instant))).toBe(open));

  it('a session goes on through its lunch', () => {
    expect(calendar('XTKS').sessionAt(at('2024-11-06T03:00:00Z'))).toBe('2024-11-06');
  });

  it.each([
    ['XNYS', '2024-07-03', true],
    ['XNYS', '2024-07-05', false],
    ['XNYS', '2024-07-04', false],
    ['XLON', '2024-12-24', true],
    ['XTAE', '2024-03-03', false],
    ['XTAE', '2024-04-25', true],
    ['XKRX', '2024-11-14', false],
  ])('%s on %s closes early: %s', (mic, day, early) => expect(calendar(mic).closesEarly(day)).toBe(early));
});

describe('beyond what is published', () => {
  const listed = EXCHANGES.filter(mic => calendar(mic).knownUntil !== undefined);

  it('names the exchanges concerned', () => {
    const until = Object.fromEntries(listed.map(mic => [mic, calendar(mic).knownUntil]));
    expect(until).toEqual({
      ...{ XTKS: '2099-12-31', XHKG: '2049-12-31', XNZE: '2052-12-31' },
      ...{ XSHG: '2026-12-31', XSHE: '2026-12-31', XKRX: '2026-12-31', XKOS: '2026-12-31' },
      ...{ XNSE: '2026-12-31', XBOM: '2026-12-31' },
    });
  });

  it.each(listed)('%s refuses to guess', mic => {
    const { knownUntil = '', ...exchange } = calendar(mic);
    const later = `${Number(knownUntil.slice(0, 4)) + 1}-06-15`;
    const refusal = `is published until ${knownUntil} only`;
    expect(() => exchange.isSession(later)).toThrow(refusal);
    expect(() => exchange.sessions('2020-01-01', later)).toThrow(refusal);
    expect(() => exchange.close(later)).toThrow(refusal);
    expect(() => exchange.lastClosed(at(`${later}T12:00:00Z`))).toThrow(refusal);
    expect(() => exchange.next(knownUntil)).toThrow(refusal);
    expect(exchange.previous(knownUntil) < knownUntil).toBe(true);
  });
});
