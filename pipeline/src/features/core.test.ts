import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '#shared';
import { barAt } from './compute.ts';
import { computeFeatures, FEATURE_SETS, featureSet } from './index.ts';
import { anyCloses, columnsOf, walk } from './testing/bars.ts';

const set = featureSet('core@1');
const rowsOf = (closes: readonly number[], volume?: readonly number[]) => {
  const { data, columns, sessions } = computeFeatures(set, columnsOf('A', closes, volume));
  return sessions.map((_, t) => Array.from(data.subarray(t * columns, (t + 1) * columns)));
};

describe('core@1', () => {
  it('keeps its definition: whoever changes a bit of it makes core@2', () => {
    expect(set.names).toEqual([
      'log_return_1',
      'log_return_5',
      'close_to_sma_20',
      'close_to_ema_20',
      'rsi_14',
      'macd_histogram_to_close',
      'bollinger_percent_b_20',
      'atr_14_to_close',
      'volatility_20',
      'momentum_10',
      'volume_z_score_20',
    ]);
    expect(set.definitionHash).toBe('5952bbcc27d3de6148c1e2a1c537ad9c497bfc0b1f5ac554d1652a15b4b7e16d');
  });

  it('a batch has the bits of the stream, also when the stream was saved to JSON and restored at any bar', () => {
    const law = fc.property(anyCloses, fc.nat(60), (closes, cut) => {
      const bars = columnsOf('A', closes);
      let stream = set.create();
      const streamed = closes.map((_, t) => {
        if (t === cut) stream = set.restore(JSON.parse(JSON.stringify(stream.state())));
        return Array.from(stream.push(barAt(bars, t)));
      });
      expect(streamed).toEqual(rowsOf(closes));
    });
    fc.assert(law, { numRuns: 40 });
  });

  it('never looks ahead: another last bar changes no earlier row', () => {
    const law = fc.property(anyCloses, fc.double({ min: 1e-3, max: 1e6, noNaN: true }), (closes, other) => {
      expect(rowsOf(closes.with(-1, other)).slice(0, -1)).toEqual(rowsOf(closes).slice(0, -1));
    });
    fc.assert(law, { numRuns: 20 });
  });

  it('its rows are complete after the warm-up, and not before', () => {
    expect(set.warmUp).toBe(33);
    rowsOf(walk(50)).forEach((row, t) => {
      expect(row.every(Number.isFinite)).toBe(t >= 33);
    });
  });

  it.each([2, 7, 1 / 10])('a split of %d changes no feature beyond rounding', ratio => {
    const closes = walk(80);
    const volume = closes.map((_, t) => 500 + ((t * 31) % 97));
    const before = rowsOf(closes, volume).slice(set.warmUp);
    const after = rowsOf(
      closes.map(price => price / ratio),
      volume.map(shares => shares * ratio),
    );
    expect(after.slice(set.warmUp)).toEqual(before.map(row => row.map(value => expect.closeTo(value, 11))));
  });

  it('a series without volume has complete rows and a volume z-score of 0', () => {
    const last = rowsOf(
      walk(40),
      Array.from({ length: 40 }, () => 0),
    ).at(-1);
    expect(last?.every(Number.isFinite)).toBe(true);
    expect(last?.[set.names.indexOf('volume_z_score_20')]).toBe(0);
  });

  it('a price that stands still is neutral in every feature', () => {
    const flat = Array.from({ length: 40 }, () => 1e9 + 0.1);
    const bars = { ...columnsOf('A', flat), high: Float64Array.from(flat), low: Float64Array.from(flat) };
    const { data, columns } = computeFeatures(set, bars);
    const last = Object.fromEntries(set.names.map((name, i) => [name, data[39 * columns + i]]));
    expect(last).toEqual({
      log_return_1: 0,
      log_return_5: 0,
      close_to_sma_20: 1,
      close_to_ema_20: 1,
      rsi_14: 50,
      macd_histogram_to_close: 0,
      bollinger_percent_b_20: 0.5,
      atr_14_to_close: 0,
      volatility_20: 0,
      momentum_10: 0,
      volume_z_score_20: expect.any(Number),
    });
  });

  it('no bars give no rows', () => {
    expect(computeFeatures(set, columnsOf('A', []))).toEqual({ data: new Float64Array(), columns: 11, sessions: [] });
  });

  it.each([
    ['a price of 0', { close: 0 }],
    ['a negative low', { low: -1 }],
    ['an infinite high', { high: Number.POSITIVE_INFINITY }],
    ['a missing open', { open: Number.NaN }],
    ['a negative volume', { volume: -1 }],
    ['a missing volume', { volume: Number.NaN }],
  ])('refuses a bar with %s and goes on as if it had not come', (_, fault) => {
    const bar = { open: 9, high: 11, low: 8, close: 10, volume: 5 };
    const stream = set.create();
    stream.push(bar);
    const before = stream.state();
    expect(() => stream.push({ ...bar, ...fault })).toThrow(AppError);
    expect(stream.state()).toEqual(before);
  });

  it('refuses the state of another set, of another definition, or a damaged one', () => {
    const state = set.create().state();
    expect(() => set.restore({ ...state, feature_set: 'core@9' })).toThrow(AppError);
    expect(() => set.restore({ ...state, definition: 'older' })).toThrow(AppError);
    expect(() => set.restore({ ...state, indicators: [] })).toThrow(AppError);
  });
});

it('the sets have different names, and an unknown one is refused with the names there are', () => {
  expect(new Set(FEATURE_SETS.map(({ name }) => name)).size).toBe(FEATURE_SETS.length);
  expect(() => featureSet('core@0')).toThrow(expect.objectContaining({ code: 'INVALID_INPUT', accepted: 'core@1' }));
});
