import { describe, expect, it } from 'vitest';
import type { Fit, SeriesFit } from './fit.ts';
import { apply, fittedValues, forecast, minimumValues, update } from './forecast.ts';
import { fromJSON, toJSON } from './json.ts';
import { prices } from './testing/random-series.ts';

export type ContractModel = {
  fit(y: ArrayLike<number>): SeriesFit;
  /** The fewest values it takes */
  readonly least: number;
  /** What it does with a constant series and with 3 + 0.25 t: refuse it, or fit it without error */
  readonly constant: 'refused' | 'exact';
  readonly trend: 'refused' | 'exact' | 'fitted';
};

const SERIES = prices(11, 120);
const HORIZON = 5;
/** Fields that JSON stored before they existed lacks, and which may be missing for that. */
const LATER = ['optimum'];

/** What every model of one series promises, whatever it is. */
export function modelContract(name: string, model: ContractModel): void {
  describe(`${name}: model contract`, () => {
    aroundTheLoop(model);
    seesNoFuture(model);
    refusesJunk(model);
    keepsToItself(model);
  });
}

/** JSON text and back, then compared bit by bit: toEqual would let -0 pass for 0. */
export function expectSameBits(actual: unknown, expected: unknown): void {
  expect(actual).toStrictEqual(expected);
  expect(numbersOf(actual).map(bits)).toEqual(numbersOf(expected).map(bits));
}

export function throughText(fit: Fit): Fit {
  return fromJSON(JSON.parse(JSON.stringify(toJSON(fit))));
}

function aroundTheLoop(model: ContractModel): void {
  it('goes fit, forecast, update, JSON and back to the same bits', () => {
    const fit = model.fit(SERIES);
    const updated = update(fit, [101.5, 99.25]);
    for (const each of [fit, updated, apply(fit, SERIES.slice(0, 1)), apply(fit, [])])
      expectSameBits(throughText(each), each);
    const loaded = throughText(updated) as SeriesFit;
    expectSameBits(forecast(loaded, HORIZON), forecast(updated, HORIZON));
    expectSameBits(update(loaded, [100]), update(updated, [100]));
  });

  it('forecasts finite means with variances that do not fall', () => {
    const { mean, variance } = forecast(model.fit(SERIES), HORIZON);
    expect(mean).toHaveLength(HORIZON);
    expect(mean.every(Number.isFinite)).toBe(true);
    variance.forEach((value, h) => {
      expect(value).toBeGreaterThan(0);
      if (h > 0) expect(value).toBeGreaterThanOrEqual(variance[h - 1]! * (1 - 1e-12));
    });
  });

  it('reports a fit whose state is that of its own series', () => {
    const fit = model.fit(SERIES);
    expectSameBits(fit, apply(fit, SERIES));
    expect(fit.state.observed).toBe(SERIES.length);
    expect(Object.values(fit.parameters).every(Number.isFinite)).toBe(true);
    expect(JSON.stringify(toJSON(fit)).length).toBeLessThan(3000);
  });

  it.each([150, -150])('forecasts a series in units of 1e%i alike', power => {
    const unit = 10 ** power;
    const plain = forecast(model.fit(SERIES), HORIZON);
    const scaled = forecast(model.fit(SERIES.map(value => value * unit)), HORIZON);
    plain.mean.forEach((value, h) => {
      expect(Math.abs(scaled.mean[h]! / unit / value - 1)).toBeLessThan(1e-9);
      expect(Math.abs(scaled.variance[h]! / unit / unit / plain.variance[h]! - 1)).toBeLessThan(1e-6);
    });
  });
}

function seesNoFuture(model: ContractModel): void {
  it('gives batch and stream the same bits, wherever the series is cut', () => {
    const fit = model.fit(SERIES);
    const whole = apply(fit, SERIES);
    for (let k = 0; k <= SERIES.length; k++) {
      expectSameBits(update(apply(fit, SERIES.slice(0, k)), SERIES.slice(k)), whole);
    }
    expectSameBits(
      SERIES.reduce((state, value) => update(state, [value]), apply(fit, [])),
      whole,
    );
  });

  it('never looks ahead: another value changes no fitted value at or before it', () => {
    const fit = model.fit(SERIES);
    const fitted = fittedValues(fit, SERIES);
    for (const t of [0, 1, 2, 3, 60, SERIES.length - 1]) {
      const changed = fittedValues(fit, SERIES.with(t, 1e6));
      expectSameBits(changed.slice(0, t + 1), fitted.slice(0, t + 1));
      if (t + 1 < SERIES.length) expect(changed.slice(t + 1)).not.toEqual(fitted.slice(t + 1));
    }
  });

  it('fits each value with the one-step forecast made before it, NaN before there is one', () => {
    const fit = model.fit(SERIES);
    const fitted = fittedValues(fit, SERIES);
    for (let t = 0; t < SERIES.length; t++) {
      const before = apply(fit, SERIES.slice(0, t));
      if (t < minimumValues(fit)) {
        expect(fitted[t]).toBeNaN();
        expect(() => forecast(before, 1)).toThrow(RangeError);
      } else expect(Math.abs(forecast(before, 1).mean[0]! / fitted[t]! - 1)).toBeLessThan(1e-12);
    }
  });
}

function refusesJunk(model: ContractModel): void {
  it('refuses a series that is too short and says how many values it takes', () => {
    const fit = () => model.fit(SERIES.slice(0, model.least - 1));
    expect(fit).toThrow(RangeError);
    expect(fit).toThrow(`y must hold at least ${model.least} values, got ${model.least - 1}`);
    const shortest = model.fit(SERIES.slice(0, model.least));
    expect(forecast(shortest, 1).mean.every(Number.isFinite)).toBe(true);
    expect(shortest.aicc).not.toBeNaN();
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('refuses %d and says where', bad => {
    const fit = model.fit(SERIES);
    const broken = SERIES.with(7, bad);
    expect(() => model.fit(broken)).toThrow(new RangeError(`y[7] must be a finite number, got ${bad}`));
    expect(() => apply(fit, broken)).toThrow(new RangeError(`y[7] must be a finite number, got ${bad}`));
    expect(() => fittedValues(fit, broken)).toThrow(RangeError);
    expect(() => update(fit, [bad])).toThrow(new RangeError(`values[0] must be a finite number, got ${bad}`));
  });

  it.each([null, undefined, '101'])('refuses %s in place of a number', missing => {
    const broken = SERIES.with(7, missing as unknown as number);
    expect(() => model.fit(broken)).toThrow(new RangeError(`y[7] must be a finite number, got ${missing}`));
  });

  it('answers a constant series and an exact trend as documented', () => {
    answers(model, new Array(40).fill(42.1), model.constant);
    answers(
      model,
      Array.from({ length: 40 }, (_, t) => 3 + 0.25 * t),
      model.trend,
    );
  });

  it.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('refuses a horizon of %d', horizon => {
    expect(() => forecast(model.fit(SERIES), horizon)).toThrow(RangeError);
  });

  it('refuses JSON in which any field is missing or of another type', () => {
    const text = JSON.stringify(toJSON(model.fit(SERIES)));
    const derived = ['name', 'parameters'];
    const given = (path: readonly (string | number)[]) => !path.some(key => derived.includes(String(key)));
    for (const path of leaves(JSON.parse(text)).filter(given)) {
      for (const junk of [null, 'junk', undefined, {}]) {
        if (junk === undefined && LATER.includes(String(path.at(-1)))) continue;
        expect(() => fromJSON(replaced(JSON.parse(text), path, junk)), `${path.join('.')} = ${junk}`).toThrow(
          RangeError,
        );
      }
    }
  });
}

function keepsToItself(model: ContractModel): void {
  it('changes neither its input nor an earlier fit, and takes any array-like', () => {
    const frozen = Object.freeze([...SERIES]);
    const fit = model.fit(frozen);
    const before = structuredClone(fit);
    update(fit, frozen.slice(0, 9));
    forecast(fit, HORIZON);
    fittedValues(fit, frozen);
    expectSameBits(fit, before);
    expectSameBits(model.fit(Float64Array.from(SERIES)), fit);
    expectSameBits(model.fit({ ...SERIES, length: SERIES.length }), fit);
  });

  it('gives the same bits after fits of other lengths', () => {
    const first = model.fit(SERIES);
    for (const n of [1500, model.least, 37, 400]) model.fit(prices(n, n));
    expectSameBits(model.fit(SERIES), first);
  });
}

function answers(model: ContractModel, y: number[], expected: 'refused' | 'exact' | 'fitted'): void {
  if (expected === 'refused') {
    expect(() => model.fit(y)).toThrow(RangeError);
    return;
  }
  const fit = model.fit(y);
  expect(forecast(fit, HORIZON).mean.every(Number.isFinite)).toBe(true);
  if (expected === 'exact') {
    expect(fit.sigma2).toBe(0);
    expect(fit.logLikelihood).toBe(Number.POSITIVE_INFINITY);
    expect(Array.from(forecast(fit, HORIZON).variance)).toEqual(new Array(HORIZON).fill(0));
  } else expect(fit.sigma2).toBeGreaterThan(0);
}

function leaves(value: unknown, path: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, part]) => leaves(part, [...path, key]));
}

function replaced(root: unknown, path: readonly (string | number)[], value: unknown): unknown {
  const parent = path.slice(0, -1).reduce((at, key) => (at as Record<string, unknown>)[key], root);
  (parent as Record<string, unknown>)[path.at(-1)!] = value;
  return root;
}

function numbersOf(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  if (ArrayBuffer.isView(value)) return Array.from(value as Float64Array);
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersOf) : [];
}

const bits = (value: number): bigint => new BigUint64Array(Float64Array.of(value).buffer)[0]!;
