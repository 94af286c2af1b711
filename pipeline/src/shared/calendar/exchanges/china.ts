import type { ExchangeDefinition } from '../definition.ts';
import { listed } from '../listed.ts';
import { clock, MONDAY_TO_FRIDAY } from '../rules.ts';
import { CHINA } from './china-years.ts';

/** Shanghai and Shenzhen. @see http://english.sse.com.cn/start/trading/schedule/ */
export const china: ExchangeDefinition = {
  ...listed(CHINA),
  mics: ['XSHG', 'XSHE'],
  timeZone: 'Asia/Shanghai',
  weekdays: MONDAY_TO_FRIDAY,
  hours: [
    {
      from: '1991-01-01',
      open: clock('09:30'),
      close: clock('15:00'),
      lunch: { from: clock('11:30'), to: clock('13:00') },
    },
  ],
};
