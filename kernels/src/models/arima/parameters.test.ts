import { describe, expect, it } from 'vitest';
import { apply, forecast } from '../forecast.ts';
import { expectSameBits, throughText } from '../model.contract.ts';
import { arimaFromParameters } from './parameters.ts';

describe('arimaFromParameters', () => {
  it('is an AR(1) about its mean', () => {
    const model = arimaFromParameters({ order: [1, 0, 0], ar: [0.5], constant: 10, sigma2: 4 });
    const { mean, variance } = forecast(apply(model, [12]), 3);
    expect(Array.from(mean)).toEqual([11, 10.5, 10.25]);
    expect(Array.from(variance)).toEqual([4, 5, 5.25]);
  });

  it('integrates twice for d = 2', () => {
    const model = arimaFromParameters({ order: [0, 2, 0], sigma2: 1 });
    const { mean, variance } = forecast(apply(model, [1, 4, 9]), 3);
    expect(Array.from(mean)).toEqual([14, 19, 24]);
    expect(Array.from(variance)).toEqual([1, 5, 14]);
  });

  it('survives JSON before it has seen anything, its NaN likelihood included', () => {
    const model = arimaFromParameters({ order: [2, 1, 1], ar: [1.2, -0.5], ma: [-0], sigma2: 0 });
    expectSameBits(throughText(model), model);
  });

  it.each([
    [{ order: [1, 0, 0], ar: [1], sigma2: 1 }, 'ar must be stationary'],
    [{ order: [2, 0, 0], ar: [0.6, 0.5], sigma2: 1 }, 'ar must be stationary'],
    [{ order: [0, 0, 1], ma: [-1.2], sigma2: 1 }, 'ma must be invertible'],
    [{ order: [1, 0, 0], sigma2: 1 }, 'ar must hold 1 values, got 0'],
    [{ order: [1, 0, 0], ar: [Number.NaN], sigma2: 1 }, 'ar must be stationary'],
    [{ order: [0, 1, 0], sigma2: -1 }, 'sigma2 must be 0 or more'],
    [{ order: [0, 2, 0], constant: 1, sigma2: 1 }, 'constant must be left out for d = 2'],
    [{ order: [0, 1, 0], constant: Number.NaN, sigma2: 1 }, 'constant must be a finite number'],
  ])('refuses %j', (parameters, message) => {
    const model = () => arimaFromParameters(parameters as unknown as Parameters<typeof arimaFromParameters>[0]);
    expect(model).toThrow(RangeError);
    expect(model).toThrow(message);
  });
});
