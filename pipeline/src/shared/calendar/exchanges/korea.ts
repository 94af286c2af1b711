import type { ExchangeDefinition } from '../definition.ts';
import { listed } from '../listed.ts';
import { clock, FRIDAY, MONDAY, MONDAY_TO_FRIDAY, SATURDAY, THURSDAY, TUESDAY, WEDNESDAY } from '../rules.ts';
import { KOREA } from './korea-years.ts';

const WITH_SATURDAYS = [MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY];

/**
 * The Korea Exchange (KOSPI and KOSDAQ), which traded on Saturdays until 1998-12-05.
 * @see https://global.krx.co.kr/contents/GLB/05/0501/0501110000/GLB0501110000.jsp
 */
export const korea: ExchangeDefinition = {
  ...listed(KOREA),
  mics: ['XKRX', 'XKOS'],
  timeZone: 'Asia/Seoul',
  weekdays: MONDAY_TO_FRIDAY,
  hours: [
    {
      from: '1990-01-01',
      open: clock('09:40'),
      close: clock('15:20'),
      lunch: { from: clock('11:40'), to: clock('13:20') },
      weekdays: WITH_SATURDAYS,
    },
    {
      from: '1995-01-01',
      open: clock('09:30'),
      close: clock('15:00'),
      lunch: { from: clock('11:30'), to: clock('13:00') },
      weekdays: WITH_SATURDAYS,
    },
    {
      from: '1998-12-07',
      open: clock('09:00'),
      close: clock('15:00'),
      lunch: { from: clock('12:00'), to: clock('13:00') },
    },
    { from: '2000-05-22', open: clock('09:00'), close: clock('15:00') },
    { from: '2016-08-01', open: clock('09:00'), close: clock('15:30') },
  ],
};
