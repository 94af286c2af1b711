import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Detection, type Detector, type DetectorState, detect, detectorFromJSON } from '../index.ts';

export type ContractDetector = {
  make(): Detector;
  /** Observations that it takes */
  readonly range: { readonly min: number; readonly max: number };
  /** Observations of while nothing has changed; after 60 of them enough changed ones in a row make it fire */
  readonly settled: number;
  readonly changed: number;
  /** `restarts`: an alarm leaves it as it was made; `rearms`: it is silent until the statistic was below the threshold */
  readonly afterAlarm: 'restarts' | 'rearms';
};

/** What every detector promises, whatever it is. */
export function detectorContract(name: string, subject: ContractDetector): void {
  const value = fc.oneof(
    fc.double({ ...subject.range, noNaN: true }),
    fc.constantFrom(0, -0, subject.settled, subject.changed),
  );
  const values = fc.array(value, { minLength: 1, maxLength: 150 });
  describe(`${name}: detector contract`, () => {
    answers(subject, values);
    goesOn(subject, values);
    refuses(subject, values);
    alarms(subject);
    statesItsRate(subject);
  });
}

export const throughText = (detector: Detector): Detector => detectorFromJSON(JSON.parse(JSON.stringify(detector)));

/** JSON text in which any difference of bits shows, -0 included. */
const written = (detector: Detector): string => {
  const bits = (_: string, value: unknown) => (Object.is(value, -0) ? '-0' : value);
  return JSON.stringify(detector.toJSON(), bits);
};

function answers({ make }: ContractDetector, values: fc.Arbitrary<number[]>): void {
  it('answers with alarm, statistic and a positive threshold, and never alarms without a statistic', () => {
    const law = fc.property(values, series => {
      const detector = make();
      for (const value of series) {
        const { alarm, statistic, threshold } = detector.push(value);
        expect(threshold).toBeGreaterThan(0);
        expect(alarm && !(statistic >= threshold)).toBe(false);
      }
    });
    fc.assert(law);
  });

  it('gives a whole series the bits of one observation after the other', () => {
    const law = fc.property(values, series => {
      const [stream, batch] = [make(), make()];
      const pushed = series.map(value => stream.push(value));
      const { alarms, statistics, thresholds } = detect(batch, series);
      expect(alarms).toEqual(pushed.flatMap(({ alarm }, i) => (alarm ? [i] : [])));
      expect(Array.from(statistics)).toStrictEqual(pushed.map(({ statistic }) => statistic));
      expect(Array.from(thresholds)).toStrictEqual(pushed.map(({ threshold }) => threshold));
      expect(written(batch)).toBe(written(stream));
    });
    fc.assert(law);
  });
}

function goesOn({ make, changed }: ContractDetector, values: fc.Arbitrary<number[]>): void {
  it('goes on with the same bits after a JSON round trip at any moment', () => {
    const law = fc.property(values, fc.nat(150), (series, cut) => {
      const whole = make();
      const expected: Detection[] = series.map(value => whole.push(value));
      const before = make();
      const head = series.slice(0, cut).map(value => before.push(value));
      const after = throughText(before);
      expect(written(after)).toBe(written(before));
      expect([...head, ...series.slice(cut).map(value => after.push(value))]).toStrictEqual(expected);
      expect(written(after)).toBe(written(whole));
    });
    fc.assert(law);
  });

  it('gives a state that later observations do not change', () => {
    const detector = make();
    detector.push(changed);
    const state = detector.toJSON();
    const before = JSON.stringify(state);
    for (let i = 0; i < 100; i++) detector.push(i % 3 ? changed : 0);
    expect(JSON.stringify(state)).toBe(before);
  });
}

function refuses({ make, changed }: ContractDetector, values: fc.Arbitrary<number[]>): void {
  const junk = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, undefined, null, '0'];
  it.each(junk)('refuses %j and keeps its state', bad => {
    const law = fc.property(values, series => {
      const detector = make();
      for (const value of series) detector.push(value);
      const before = written(detector);
      expect(() => detector.push(bad as number)).toThrow(RangeError);
      expect(written(detector)).toBe(before);
    });
    fc.assert(law, { numRuns: 20 });
  });

  it('refuses a state in which any field is missing or of another type', () => {
    const detector = make();
    for (let i = 0; i < 70; i++) detector.push(i % 7 ? 0 : changed / 8);
    const text = JSON.stringify(detector);
    for (const path of leaves(JSON.parse(text))) {
      const junk = path.at(-1) === 'assumes' ? [] : ['junk'];
      for (const bad of [...junk, null, undefined, {}]) {
        const state = replaced(JSON.parse(text), path, bad) as DetectorState;
        expect(() => detectorFromJSON(state), `${path.join('.')} = ${bad}`).toThrow(RangeError);
      }
    }
  });
}

function alarms({ make, settled, changed, afterAlarm }: ContractDetector): void {
  it(`fires on a change and ${afterAlarm} afterwards`, () => {
    const detector = make();
    const fresh = written(detector);
    for (let i = 0; i < 60; i++) expect(detector.push(settled).alarm).toBe(false);
    let pushes = 0;
    while (!detector.push(changed).alarm && pushes < 2000) pushes++;
    expect(pushes).toBeLessThan(2000);
    if (afterAlarm === 'restarts') expect(written(detector)).toBe(fresh);
    else for (let i = 0; i < 100; i++) expect(detector.push(changed).alarm).toBe(false);
  });
}

function statesItsRate({ make, changed }: ContractDetector): void {
  it('states the average run length until a false alarm, the same after a round trip', () => {
    const detector = make();
    detector.push(changed);
    const stated = detector.averageRunLength;
    expect(stated.value).toBeGreaterThan(1);
    expect(stated.value).toBeLessThan(Number.POSITIVE_INFINITY);
    expect(['proved', 'computed', 'simulated']).toContain(stated.basis);
    if (stated.basis === 'simulated') expect(stated.atLeast || stated.standardError > 0).toBe(true);
    else expect(stated.standardError).toBe(0);
    expect(stated.assumes).not.toBe('');
    expect(throughText(detector).averageRunLength).toStrictEqual(stated);
  });
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
