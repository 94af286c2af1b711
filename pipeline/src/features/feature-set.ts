import type { Bar, BarField, Indicator, IndicatorState } from '@nextclose/kernels';
import { AppError, canonicalJson, sha256 } from '#shared';

/** The memory of a feature stream as plain JSON; it fits only the definition that it was made by. */
export type FeatureState = {
  readonly feature_set: string;
  readonly definition: string;
  readonly indicators: readonly IndicatorState[];
};

/** A feature set running along one symbol's bars. */
export interface FeatureStream {
  /**
   * Takes the next bar and gives the row of its session, in the order of the set's names; NaN while an indicator warms up.
   * @throws AppError INVALID_INPUT for a bar without positive prices and a volume; the stream is unchanged then
   */
  push(bar: Bar): Float64Array;
  state(): FeatureState;
}

/** A named, versioned list of features. What a name means never changes: another definition is another version. */
export type FeatureSet = {
  readonly name: string;
  readonly names: readonly string[];
  /** How many rows have a NaN before the first complete one */
  readonly warmUp: number;
  /** Hash of the names and of the bits that the set gives for a fixed history: it changes when the code's answers do */
  readonly definitionHash: string;
  create(): FeatureStream;
  /** @throws AppError INVALID_INPUT for a state of another set, of another definition of it, or that this code cannot read */
  restore(state: FeatureState): FeatureStream;
  /** The same, and undefined for such a state: the stream must then be made from the bars. */
  resume(state: FeatureState): FeatureStream | undefined;
};

type Running = { push(bar: Bar): number; toJSON(): IndicatorState };

/** One feature: a name, and how its value comes out of an indicator and the bar. */
export type FeatureDefinition = {
  readonly name: string;
  readonly warmUp: number;
  readonly start: (saved?: IndicatorState) => Running;
};

export function feature<Field extends BarField, Value>(
  name: string,
  make: (saved?: IndicatorState) => Indicator<Field, Value>,
  read: (value: Value, bar: Bar) => number,
): FeatureDefinition {
  return {
    name,
    warmUp: make().warmUp,
    start(saved) {
      const indicator = make(saved);
      return { push: bar => read(indicator.push(bar), bar), toJSON: () => indicator.toJSON() };
    },
  };
}

export function defineFeatureSet(name: string, features: readonly FeatureDefinition[]): FeatureSet {
  const names = features.map(definition => definition.name);
  let hash: string | undefined;
  const start = (saved?: readonly IndicatorState[]): FeatureStream => {
    const running = features.map((definition, i) => definition.start(saved?.[i]));
    return {
      push(bar) {
        checkBar(bar);
        const row = new Float64Array(running.length);
        running.forEach((indicator, i) => {
          row[i] = indicator.push(bar);
        });
        return row;
      },
      state: () => ({
        feature_set: name,
        definition: set.definitionHash,
        indicators: running.map(one => one.toJSON()),
      }),
    };
  };
  const set: FeatureSet = {
    name,
    names,
    warmUp: Math.max(...features.map(({ warmUp }) => warmUp)),
    get definitionHash() {
      hash ??= hashOf(name, names, start());
      return hash;
    },
    create: () => start(),
    restore(state) {
      const stream = set.resume(state);
      if (stream) return stream;
      throw new AppError('INVALID_INPUT', `the state is not one of ${name} as it is defined now`, { field: 'state' });
    },
    resume: state => (fits(state, set) ? readable(() => start(state.indicators)) : undefined),
  };
  return set;
}

const fits = (state: FeatureState, { name, names, definitionHash }: FeatureSet): boolean =>
  state.feature_set === name && state.definition === definitionHash && state.indicators.length === names.length;

/**
 * Undefined where an indicator refuses its saved numbers: they were cut or damaged, or written by code that keeps other ones
 * and yet gives the same values for the fixed history of the hash.
 */
function readable(read: () => FeatureStream): FeatureStream | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** The probe's prices and volumes move a lot and stand still for a while, so that every branch of a definition is seen. */
function hashOf(name: string, names: readonly string[], probe: FeatureStream): string {
  const rows: string[] = [];
  let seed = 1;
  const next = (): number => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return seed / 2 ** 32;
  };
  let close = 100;
  for (let t = 0; t < 120; t++) {
    const open = close;
    if (t < 60 || t > 90) close *= 0.95 + 0.1 * next();
    const bar = { open, high: Math.max(open, close) * 1.01, low: Math.min(open, close) * 0.99, close };
    const row = probe.push({ ...bar, volume: t > 80 ? 0 : Math.floor(1e6 * next()) });
    rows.push(Buffer.from(row.buffer).toString('hex'));
  }
  return sha256(canonicalJson({ name, names, rows }));
}

function checkBar(bar: Bar): void {
  for (const field of ['open', 'high', 'low', 'close'] as const) {
    if (bar[field] > 0 && bar[field] < Number.POSITIVE_INFINITY) continue;
    throw refusal(field, bar[field], 'a price above 0');
  }
  if (!(bar.volume >= 0 && bar.volume < Number.POSITIVE_INFINITY)) {
    throw refusal('volume', bar.volume, 'a number, 0 or more');
  }
}

const refusal = (field: string, value: number, accepted: string): AppError =>
  new AppError('INVALID_INPUT', `a bar's ${field} must be ${accepted}, got "${value}"`, { field, accepted });
