import type { ExchangeDefinition } from '../definition.ts';
import {
  clock,
  closing,
  date,
  fromEaster,
  MONDAY_TO_FRIDAY,
  weekdayBefore,
  weekendToFriday,
  weekendToMonday,
  when,
} from '../rules.ts';

const common = {
  weekdays: MONDAY_TO_FRIDAY,
  hours: [{ from: '1990-01-01', open: clock('09:00'), close: clock('17:30') }],
  rulesSince: 1990,
  specialClosures: [],
  earlyCloses: () => [],
} as const;

const shared = (year: number) => [
  date(year, 1, 1),
  fromEaster(year, -2),
  fromEaster(year, 1),
  date(year, 5, 1),
  date(year, 12, 25),
  date(year, 12, 26),
];

/** @see https://www.borsaitaliana.it/borsaitaliana/calendario-e-orari-di-negoziazione/calendario.en.htm */
export const milan: ExchangeDefinition = {
  ...common,
  mics: ['XMIL'],
  timeZone: 'Europe/Rome',
  holidays: year => [...shared(year), date(year, 8, 15), date(year, 12, 24), date(year, 12, 31)],
};

/** Madrid closed on the eves of Christmas and New Year until 2010 and from 2021 to 2023, and shortens them in other years. */
const eves = (year: number) => [date(year, 12, 24), date(year, 12, 31)];
const closedOnEves = (year: number) => year < 2011 || (year >= 2021 && year < 2024);

/** @see https://www.bolsasymercados.es/bme-exchange/en/Trading/Trading-Calendar */
export const madrid: ExchangeDefinition = {
  ...common,
  mics: ['XMAD'],
  timeZone: 'Europe/Madrid',
  holidays: year => [
    ...shared(year),
    ...when(year < 2007, date(year, 1, 6)),
    ...when(year < 2005, weekendToMonday(date(year, 8, 15)), date(year, 10, 12), date(year, 11, 1)),
    ...when(year < 2005, date(year, 12, 6), date(year, 12, 8)),
    ...when(closedOnEves(year), ...eves(year)),
  ],
  earlyCloses: year => closing('14:00', when(!closedOnEves(year), ...eves(year))),
};

/** @see https://www.six-group.com/en/products-services/the-swiss-stock-exchange/market-data/news-tools/trading-currency-holiday-calendar.html */
export const zurich: ExchangeDefinition = {
  ...common,
  mics: ['XSWX'],
  timeZone: 'Europe/Zurich',
  holidays: year => [
    ...shared(year),
    date(year, 1, 2),
    fromEaster(year, 39),
    fromEaster(year, 50),
    date(year, 8, 1),
    date(year, 12, 24),
    date(year, 12, 31),
  ],
};

/** @see https://www.wienerborse.at/en/trading/trading-information/trading-calendar/ */
export const vienna: ExchangeDefinition = {
  ...common,
  mics: ['XWBO'],
  timeZone: 'Europe/Vienna',
  holidays: year => [
    ...shared(year),
    ...when(year < 2019, date(year, 1, 6), fromEaster(year, 39), fromEaster(year, 60), date(year, 8, 15)),
    ...when(year < 2019, date(year, 11, 1), date(year, 12, 8)),
    ...when(year < 2023, fromEaster(year, 50)),
    date(year, 10, 26),
    date(year, 12, 24),
    year < 2016 ? weekendToFriday(date(year, 12, 31)) : date(year, 12, 31),
  ],
  earlyCloses: year => closing('14:15', when(year >= 2017, weekdayBefore(date(year, 12, 31)))),
};
