import { fitArima } from './arima/fit-arima.ts';
import { type CombinationOptions, fitCombination } from './combine/fit-combination.ts';
import { fitEts } from './ets/fit-ets.ts';
import type { ArimaOrder, DynamicThetaModel, EtsModel, SeasonalEtsModel } from './fit.ts';
import { fitMeanVariance } from './mean-variance/fit-mean-variance.ts';
import { modelContract } from './model.contract.ts';
import { drift, naive } from './random-walk.ts';
import { fitAdjusted } from './season/fit-adjusted.ts';
import { seasonalNaive } from './seasonal-naive.ts';
import { fitSes } from './ses.ts';
import { fitTheta } from './theta.ts';
import { fitDynamicTheta } from './theta-dynamic/fit-dynamic-theta.ts';

modelContract('naive', { fit: naive, least: 2, constant: 'exact', trend: 'fitted' });
modelContract('drift', { fit: drift, least: 3, constant: 'exact', trend: 'exact' });
modelContract('snaive(4)', {
  fit: y => seasonalNaive(y, { period: 4 }),
  least: 5,
  constant: 'exact',
  trend: 'fitted',
});
modelContract('ses', { fit: fitSes, least: 4, constant: 'refused', trend: 'fitted' });
modelContract('theta', { fit: fitTheta, least: 4, constant: 'refused', trend: 'fitted' });

const dynamicTheta = (model: DynamicThetaModel) => (y: ArrayLike<number>) => fitDynamicTheta(y, { model });

modelContract('dotm', { fit: dynamicTheta('DOTM'), least: 7, constant: 'refused', trend: 'fitted' });
modelContract('dstm', { fit: dynamicTheta('DSTM'), least: 7, constant: 'refused', trend: 'fitted' });
modelContract('otm', { fit: dynamicTheta('OTM'), least: 7, constant: 'refused', trend: 'fitted' });

const ets = (model: EtsModel | 'ZZN') => (y: ArrayLike<number>) => fitEts(y, { model });

modelContract('ets(A,N,N)', { fit: ets('ANN'), least: 4, constant: 'refused', trend: 'fitted' });
modelContract('ets(M,N,N)', { fit: ets('MNN'), least: 4, constant: 'refused', trend: 'fitted' });
modelContract('ets(A,A,N)', { fit: ets('AAN'), least: 6, constant: 'refused', trend: 'refused' });
modelContract('ets(M,A,N)', { fit: ets('MAN'), least: 6, constant: 'refused', trend: 'refused' });
modelContract('ets(A,Ad,N)', { fit: ets('AAdN'), least: 7, constant: 'refused', trend: 'fitted' });
modelContract('ets(M,Ad,N)', { fit: ets('MAdN'), least: 7, constant: 'refused', trend: 'fitted' });
modelContract('ets(Z,Z,N)', { fit: ets('ZZN'), least: 5, constant: 'refused', trend: 'refused' });

const seasonalEts = (model: SeasonalEtsModel | 'ZZZ') => (y: ArrayLike<number>) => fitEts(y, { model, period: 4 });

modelContract('ets(A,N,A)', { fit: seasonalEts('ANA'), least: 9, constant: 'refused', trend: 'fitted' });
modelContract('ets(A,A,A)', { fit: seasonalEts('AAA'), least: 11, constant: 'refused', trend: 'refused' });
modelContract('ets(A,Ad,A)', { fit: seasonalEts('AAdA'), least: 12, constant: 'refused', trend: 'fitted' });
modelContract('ets(M,N,A)', { fit: seasonalEts('MNA'), least: 9, constant: 'refused', trend: 'fitted' });
modelContract('ets(M,A,A)', { fit: seasonalEts('MAA'), least: 11, constant: 'refused', trend: 'refused' });
modelContract('ets(M,Ad,A)', { fit: seasonalEts('MAdA'), least: 12, constant: 'refused', trend: 'fitted' });
modelContract('ets(M,N,M)', { fit: seasonalEts('MNM'), least: 9, constant: 'refused', trend: 'fitted' });
modelContract('ets(M,A,M)', { fit: seasonalEts('MAM'), least: 11, constant: 'refused', trend: 'refused' });
modelContract('ets(M,Ad,M)', { fit: seasonalEts('MAdM'), least: 12, constant: 'refused', trend: 'fitted' });
modelContract('ets(Z,Z,Z)', { fit: seasonalEts('ZZZ'), least: 5, constant: 'refused', trend: 'refused' });

const combination = (method: CombinationOptions['method']) => (y: ArrayLike<number>) =>
  fitCombination(y, { members: [fitSes, drift, ets('AAdN')], method });

modelContract('mean', { fit: combination('mean'), least: 7, constant: 'refused', trend: 'fitted' });
modelContract('median', { fit: combination('median'), least: 7, constant: 'refused', trend: 'fitted' });
modelContract('inverse-mse', {
  fit: y => fitCombination(y, { members: [fitSes, naive], method: 'inverse-mse' }),
  least: 20,
  constant: 'refused',
  trend: 'fitted',
});
modelContract('shrinkage', {
  fit: y => fitCombination(y, { members: [drift], method: 'shrinkage' }),
  least: 20,
  constant: 'exact',
  trend: 'exact',
});

modelContract('ses adjusted(4)', {
  fit: y => fitAdjusted(y, fitSes, { period: 4, test: false }),
  least: 4,
  constant: 'refused',
  trend: 'fitted',
});
modelContract('ets(A,Ad,N) adjusted(4), additive', {
  fit: y => fitAdjusted(y, ets('AAdN'), { period: 4, test: false, type: 'additive' }),
  least: 7,
  constant: 'refused',
  trend: 'fitted',
});

const arima = (order: ArimaOrder, constant?: boolean) => (y: ArrayLike<number>) =>
  fitArima(y, constant === undefined ? { order } : { order, constant });

modelContract('arima(0,1,0)', { fit: arima([0, 1, 0]), least: 2, constant: 'exact', trend: 'fitted' });
modelContract('arima(0,1,0)+c', { fit: arima([0, 1, 0], true), least: 3, constant: 'exact', trend: 'exact' });
modelContract('arima(1,0,0)+c', { fit: arima([1, 0, 0]), least: 3, constant: 'refused', trend: 'fitted' });
modelContract('arima(1,1,1)', { fit: arima([1, 1, 1]), least: 4, constant: 'refused', trend: 'refused' });
modelContract('arima(2,1,2)', { fit: arima([2, 1, 2]), least: 6, constant: 'refused', trend: 'refused' });
modelContract('arima(0,2,1)', { fit: arima([0, 2, 1]), least: 4, constant: 'refused', trend: 'refused' });
modelContract('arima(3,0,1)+c', { fit: arima([3, 0, 1]), least: 6, constant: 'refused', trend: 'fitted' });
modelContract('arima(0,1,1)(0,1,1)[4]', {
  fit: y => fitArima(y, { order: [0, 1, 1], seasonal: { order: [0, 1, 1], period: 4 } }),
  least: 8,
  constant: 'refused',
  trend: 'refused',
});
modelContract('arima(1,0,1)(1,0,1)[3]+c', {
  fit: y => fitArima(y, { order: [1, 0, 1], seasonal: { order: [1, 0, 1], period: 3 } }),
  least: 6,
  constant: 'refused',
  trend: 'fitted',
});
modelContract('arima(0,0,0)(0,1,0)[4]+c', {
  fit: y => fitArima(y, { order: [0, 0, 0], seasonal: { order: [0, 1, 0], period: 4 }, constant: true }),
  least: 6,
  constant: 'exact',
  trend: 'exact',
});
modelContract('arima(5,1,0)+c', { fit: arima([5, 1, 0], true), least: 8, constant: 'refused', trend: 'refused' });

modelContract('naive + garch(1,1)', {
  fit: y => fitMeanVariance(y, naive),
  least: 11,
  constant: 'refused',
  trend: 'fitted',
});
modelContract('arima(1,1,1) + gjr-garch(1,1)-t', {
  fit: y => fitMeanVariance(y, arima([1, 1, 1]), { asymmetry: true, distribution: 't' }),
  least: 11,
  constant: 'refused',
  trend: 'refused',
});
