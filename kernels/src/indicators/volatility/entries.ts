import { bars, entry, period, real } from '../catalog-entry.ts';
import { atr, atrRatio, natr } from './atr.ts';
import { bollinger } from './bollinger.ts';
import { chaikinVolatility } from './chaikin-volatility.ts';
import { donchian } from './donchian.ts';
import { keltner } from './keltner.ts';
import { garmanKlass, parkinson, rogersSatchell } from './range-volatility.ts';
import { rollingVolatility } from './rolling-volatility.ts';
import { standardDeviation } from './standard-deviation.ts';
import { trueRange } from './true-range.ts';
import { ulcerIndex } from './ulcer-index.ts';
import { yangZhang } from './yang-zhang.ts';

export const VOLATILITY = [
  entry('volatility', 'trueRange', trueRange),
  entry('volatility', 'atr', atr, period(14)),
  entry('volatility', 'atrRatio', atrRatio, period(14)),
  entry('volatility', 'natr', natr, period(14)),
  entry('volatility', 'bollinger', bollinger, period(20), real('width', 2)),
  entry('volatility', 'keltner', keltner, period(20), real('width', 2), bars('rangePeriod', 10)),
  entry('volatility', 'donchian', donchian, period(20)),
  entry('volatility', 'standardDeviation', standardDeviation, period(5)),
  entry('volatility', 'rollingVolatility', rollingVolatility, period(20, 2)),
  entry('volatility', 'parkinson', parkinson, period(20)),
  entry('volatility', 'garmanKlass', garmanKlass, period(20)),
  entry('volatility', 'rogersSatchell', rogersSatchell, period(20)),
  entry('volatility', 'yangZhang', yangZhang, period(20, 2)),
  entry('volatility', 'chaikinVolatility', chaikinVolatility, period(10), bars('change', 10)),
  entry('volatility', 'ulcerIndex', ulcerIndex, period(14)),
] as const;
