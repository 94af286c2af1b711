import type { ExchangeDefinition } from '../definition.ts';
import { listed } from '../listed.ts';
import { clock, MONDAY_TO_FRIDAY } from '../rules.ts';
import { INDIA } from './india-years.ts';

/** The National Stock Exchange and Bombay. @see https://www.nseindia.com/resources/exchange-communication-holidays */
export const india: ExchangeDefinition = {
  ...listed(INDIA),
  mics: ['XNSE', 'XBOM'],
  timeZone: 'Asia/Kolkata',
  weekdays: MONDAY_TO_FRIDAY,
  hours: [{ from: '2015-01-01', open: clock('09:15'), close: clock('15:30') }],
};
