import type { Session } from '../../time.ts';
import type { ExchangeDefinition } from '../definition.ts';
import { clock, closing, date, fromEaster, MONDAY_TO_FRIDAY, when } from '../rules.ts';

/** The holidays that the markets of Euronext share since 2002, and each had before. */
const shared = (year: number): Session[] => [
  date(year, 1, 1),
  fromEaster(year, -2),
  fromEaster(year, 1),
  date(year, 5, 1),
  date(year, 12, 25),
  date(year, 12, 26),
];

type Market = {
  readonly mic: string;
  readonly timeZone: string;
  /** Holidays of the country, most of them given up when the market joined Euronext */
  readonly own: (year: number) => Session[];
};

/** @see https://www.euronext.com/en/trading-calendars-hours */
const market = ({ mic, timeZone, own }: Market): ExchangeDefinition => ({
  mics: [mic],
  timeZone,
  weekdays: MONDAY_TO_FRIDAY,
  hours: [{ from: '1990-01-01', open: clock('09:00'), close: clock('17:30') }],
  rulesSince: 1990,
  holidays: year => [...shared(year), ...own(year)],
  specialClosures: [],
  earlyCloses: year => closing('14:05', [date(year, 12, 24), date(year, 12, 31)]),
});

const paris = market({
  mic: 'XPAR',
  timeZone: 'Europe/Paris',
  own: year => when(year < 2002, fromEaster(year, 50), date(year, 7, 14), date(year, 12, 31)),
});

const amsterdam = market({
  mic: 'XAMS',
  timeZone: 'Europe/Amsterdam',
  own: year => [
    ...when(year < 2001, fromEaster(year, 39)),
    ...when(year < 2002, fromEaster(year, 50), date(year, 4, 30), date(year, 12, 31)),
  ],
});

const brussels = market({
  mic: 'XBRU',
  timeZone: 'Europe/Brussels',
  own: year => [
    ...when(year < 2001, fromEaster(year, 39)),
    ...when(year < 2002, fromEaster(year, 50), date(year, 7, 21), date(year, 12, 31)),
  ],
});

const lisbonsOwn = (year: number): Session[] => [
  fromEaster(year, -47), // carnival
  fromEaster(year, 60),
  date(year, 4, 25),
  date(year, 6, 10),
  date(year, 8, 15),
  date(year, 10, 5),
  date(year, 11, 1),
  date(year, 12, 1),
  date(year, 12, 8),
  date(year, 12, 24),
];

const lisbon: ExchangeDefinition = {
  ...market({
    mic: 'XLIS',
    timeZone: 'Europe/Lisbon',
    own: year => [...when(year < 2003, ...lisbonsOwn(year)), ...when(year < 2002, date(year, 6, 13))],
  }),
  hours: [{ from: '1990-01-01', open: clock('08:00'), close: clock('16:30') }],
  earlyCloses: year => closing('13:05', [date(year, 12, 24), date(year, 12, 31)]),
};

export const euronext: readonly ExchangeDefinition[] = [paris, amsterdam, brussels, lisbon];
