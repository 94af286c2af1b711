import { fitArima } from './arima/fit-arima.ts';
import type { ArimaOrder } from './fit.ts';
import { modelContract } from './model.contract.ts';
import { drift, naive } from './random-walk.ts';
import { fitSes } from './ses.ts';

modelContract('naive', { fit: naive, least: 2, constant: 'exact', trend: 'fitted' });
modelContract('drift', { fit: drift, least: 3, constant: 'exact', trend: 'exact' });
modelContract('ses', { fit: fitSes, least: 4, constant: 'refused', trend: 'fitted' });

const arima = (order: ArimaOrder, constant?: boolean) => (y: ArrayLike<number>) =>
  fitArima(y, constant === undefined ? { order } : { order, constant });

modelContract('arima(0,1,0)', { fit: arima([0, 1, 0]), least: 2, constant: 'exact', trend: 'fitted' });
modelContract('arima(0,1,0)+c', { fit: arima([0, 1, 0], true), least: 3, constant: 'exact', trend: 'exact' });
modelContract('arima(1,0,0)+c', { fit: arima([1, 0, 0]), least: 3, constant: 'refused', trend: 'fitted' });
modelContract('arima(1,1,1)', { fit: arima([1, 1, 1]), least: 4, constant: 'refused', trend: 'refused' });
modelContract('arima(2,1,2)', { fit: arima([2, 1, 2]), least: 6, constant: 'refused', trend: 'refused' });
modelContract('arima(0,2,1)', { fit: arima([0, 2, 1]), least: 4, constant: 'refused', trend: 'refused' });
modelContract('arima(3,0,1)+c', { fit: arima([3, 0, 1]), least: 6, constant: 'refused', trend: 'fitted' });
modelContract('arima(5,1,0)+c', { fit: arima([5, 1, 0], true), least: 8, constant: 'refused', trend: 'refused' });
