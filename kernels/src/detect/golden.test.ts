import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  type AdwinState,
  adwin,
  cusumRunLength,
  type Detector,
  detect,
  ewmaRunLength,
  type PageHinkleyState,
  pageHinkley,
  type Sides,
} from '../index.ts';

type Params = { readonly [name: string]: number | string };
type Sums = readonly [number, number];
type River = {
  readonly every: number;
  readonly cases: readonly {
    readonly stream: string;
    readonly values: number[];
    readonly page_hinkley: readonly { params: Params; alarms: number[]; sums: Sums[] }[];
    readonly adwin: readonly { params: Params; alarms: number[]; windows: ([number, number, number] | null)[] }[];
  }[];
};
type Row = {
  chart: string;
  sides: Sides;
  threshold: number;
  shift: number;
  arl: number;
  allowance: number;
  lambda: number;
};

const read = (url: URL) => JSON.parse(readFileSync(url, 'utf8'));
const golden = (name: string) => read(new URL(`../../golden/detect/${name}.json`, import.meta.url));
const river = golden('river') as River;
const near = (actual: number, expected: number) =>
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(expected)));

describe.each(river.cases)('river: $stream', ({ values, page_hinkley, adwin: windows }) => {
  it.each(page_hinkley)('page-hinkley $params fires where river does, with its sums', ({ params, alarms, sums }) => {
    const detector = pageHinkley({ threshold: 50, ...named(params) });
    const sides = params['mode'] ?? 'both';
    const found = values.flatMap((x, i) => {
      const { alarm, statistic } = detector.push(x);
      if (i % river.every === 0 && !Number.isNaN(statistic)) {
        const [up, down] = sums[i / river.every]!;
        near(statistic, sides === 'up' ? up : sides === 'down' ? down : Math.max(up, down));
      }
      return alarm ? [i] : [];
    });
    expect(found).toEqual(alarms);
  });

  it.each(windows)('adwin $params fires where river does, with its windows', ({ params, alarms, windows }) => {
    const detector = adwin(named(params));
    const found = values.flatMap((x, i) => {
      const { alarm } = detector.push(x);
      const expected = windows[i / river.every];
      if (expected) {
        const { width, total, squares } = detector.toJSON().window;
        expect(width).toBe(expected[0]);
        near(total, expected[1]);
        near(squares, expected[2]);
      }
      return alarm ? [i] : [];
    });
    expect(found).toEqual(alarms);
  });
});

describe('run lengths on normal observations', () => {
  it.each(golden('run-length').rows as Row[])('$chart $sides $allowance$lambda $threshold, mean $shift', row => {
    const { sides, threshold, shift, arl, allowance, lambda } = row;
    const computed =
      row.chart === 'cusum'
        ? cusumRunLength({ allowance, sides }, threshold, shift)
        : ewmaRunLength({ lambda, sides }, threshold, shift);
    expect(Math.abs(computed / arl - 1)).toBeLessThan(1e-6);
  });

  // Montgomery, Introduction to Statistical Quality Control, tables 9.3 and 9.11; NIST handbook 6.3.2.3.1
  it.each([
    { sides: 'both', threshold: 4, published: 168 },
    { sides: 'both', threshold: 5, published: 465 },
    { sides: 'up', threshold: 4, published: 336 },
    { sides: 'up', threshold: 5, published: 930 },
  ] as const)(
    'has the published $published for a CUSUM, $sides, with h = $threshold',
    ({ sides, threshold, published }) => {
      expect(Math.abs(cusumRunLength({ allowance: 0.5, sides }, threshold) / published - 1)).toBeLessThan(0.003);
    },
  );

  it.each([
    { lambda: 0.05, threshold: 2.615 },
    { lambda: 0.1, threshold: 2.814 },
    { lambda: 0.2, threshold: 2.962 },
    { lambda: 0.25, threshold: 2.998 },
    { lambda: 0.4, threshold: 3.054 },
  ])('has the published 500 for an EWMA with lambda = $lambda and L = $threshold', ({ lambda, threshold }) => {
    expect(Math.abs(ewmaRunLength({ lambda, sides: 'both' }, threshold) / 500 - 1)).toBeLessThan(0.002);
  });
});

const vectors = new URL('../../../../shared/data/drift/river-vectors.json', import.meta.url);

describe("river's own test streams", () => {
  it.skipIf(!existsSync(vectors))('fires where river does', () => {
    const { streams, expected } = read(vectors) as {
      streams: { [name: string]: number[] };
      expected: { detector: string; params: unknown; stream: string; indices: number[]; version?: string }[];
    };
    const alarms = (detector: Detector, name: string) => detect(detector, streams[name]!).alarms;
    const indices = (name: string, stream: string) =>
      expected.find(row => row.detector === name && row.stream === stream)!.indices;
    const forgetful: Detector<PageHinkleyState> = pageHinkley({ threshold: 50 });
    expect(alarms(forgetful, 'docs_choices_12345')).toEqual(indices('PageHinkley', 'docs_choices_12345'));
    const window: Detector<AdwinState> = adwin();
    expect(alarms(window, 'docs_choices_12345')).toEqual(indices('ADWIN', 'docs_choices_12345'));
    expect(alarms(adwin(), 'stream_1')).toEqual(indices('ADWIN', 'stream_1'));
  });
});

const NAMES: { readonly [river: string]: string } = {
  max_buckets: 'mostBuckets',
  min_window_length: 'shortest',
  grace_period: 'grace',
  min_instances: 'minimum',
  mode: 'sides',
};

const named = (params: Params): object =>
  Object.fromEntries(Object.entries(params).map(([name, value]) => [NAMES[name] ?? name, value]));
