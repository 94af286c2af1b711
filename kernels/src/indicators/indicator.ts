import {
  type Bar,
  type BarField,
  type Bars,
  type Columns,
  checkColumn,
  checkField,
  columnsFrom,
  type Domain,
  singleBar,
} from './bar.ts';
import { type IndicatorState, readState, type Saved } from './saved.ts';

/** The values of a whole history: one column where a bar gives one number, else one column per name. */
export type Batch<Value> = Value extends number ? Float64Array : { readonly [Name in keyof Value]: Float64Array };

/**
 * A streaming indicator. `push` and `batch` run the same recursion and give the same bits, also when the stream was written
 * to JSON and read back in between. A value is NaN until there are enough bars for it.
 */
export interface Indicator<Field extends BarField, Value> {
  /** With its parameters, such as `sma(20)` */
  readonly name: string;
  /** How many bars give NaN before the first value; for several values, before all of them are there */
  readonly warmUp: number;
  /** The fields of a bar that are read */
  readonly inputs: readonly Field[];
  /** The names of the values, in their order; none where a bar gives one number */
  readonly outputs: readonly string[];
  /**
   * Takes the next bar and gives its value.
   * @throws RangeError for a field that is not accepted; the memory is unchanged then
   */
  push(bar: Pick<Bar, Field>): Value;
  /**
   * The values of a history from its first bar on; what was pushed plays no part and is not changed.
   * @param into columns to write to, other than those of the bars, and to give back; new ones unless told. Their memory is
   * most of the cost of a fast indicator over a long history
   * @throws RangeError for columns of unequal lengths or a field that is not accepted
   */
  batch(bars: Bars<Field>, into?: Batch<Value>): Batch<Value>;
  /** Plain JSON, from which the same bits go on. */
  toJSON(): IndicatorState;
}

/** A running recursion: reads bar t and writes its values to `out`. */
export type Recursion = {
  step(columns: Columns, t: number, out: Float64Array): void;
  save(into: number[]): void;
};

export type Definition<Field extends BarField> = {
  readonly name: string;
  readonly warmUp: number;
  readonly fields: readonly Field[];
  /** What the prices may be; a volume is always 0 or more. */
  readonly domain: Domain;
  readonly start: (saved: Saved | undefined) => Recursion;
  /**
   * The same values for a whole history, as loops over columns, where a step per bar is too slow: writes one column per value
   * and gives true where it has seen that every number is accepted. The laws hold it to the bits of `start`.
   */
  readonly columns?: (columns: Columns, results: readonly Float64Array[]) => boolean;
};

/** An indicator whose bar gives one number. */
export function scalarIndicator<Field extends BarField>(
  definition: Definition<Field>,
  saved: IndicatorState | undefined,
): Indicator<Field, number> {
  const { name, warmUp } = definition;
  const stream = running(definition, 1, saved);
  return {
    name,
    warmUp,
    inputs: definition.fields,
    outputs: [],
    push: bar => stream.push(bar)[0]!,
    batch: (bars, into) => runBatch(definition, ['value'], bars, into && { value: into })[0]!,
    toJSON: stream.toJSON,
  };
}

/** An indicator whose bar gives several named numbers. */
export function recordIndicator<Field extends BarField, Name extends string>(
  definition: Definition<Field> & { readonly outputs: readonly Name[] },
  saved: IndicatorState | undefined,
): Indicator<Field, Readonly<Record<Name, number>>> {
  const { name, warmUp, outputs } = definition;
  const stream = running(definition, outputs.length, saved);
  const blank = Object.fromEntries(outputs.map(output => [output, Number.NaN])) as Record<Name, number>;
  return {
    name,
    warmUp,
    inputs: definition.fields,
    outputs,
    push(bar) {
      const out = stream.push(bar);
      const value = { ...blank };
      for (let i = 0; i < outputs.length; i++) value[outputs[i]!] = out[i]!;
      return value;
    },
    batch(bars, into) {
      const results = runBatch(definition, outputs, bars, into as Readonly<Record<Name, Float64Array>> | undefined);
      if (into) return into;
      const columns = results.map((column, i) => [outputs[i]!, column] as const);
      return Object.fromEntries(columns) as Batch<Readonly<Record<Name, number>>>;
    },
    toJSON: stream.toJSON,
  };
}

function running<Field extends BarField>(
  { name, fields, domain, start }: Definition<Field>,
  width: number,
  saved: IndicatorState | undefined,
) {
  const columns = singleBar(fields);
  const out = new Float64Array(width);
  const recursion = saved ? readState(name, saved, start) : start(undefined);
  return {
    push(bar: Pick<Bar, Field>): Float64Array {
      for (const field of fields) checkField(field, bar[field], domainOf(field, domain));
      for (const field of fields) columns[field][0] = bar[field];
      recursion.step(columns, 0, out);
      return out;
    },
    toJSON(): IndicatorState {
      const state: number[] = [];
      recursion.save(state);
      return { indicator: name, state };
    },
  };
}

function runBatch<Field extends BarField>(
  definition: Definition<Field>,
  outputs: readonly string[],
  bars: Bars<Field>,
  into: Readonly<Record<string, Float64Array>> | undefined,
): Float64Array[] {
  const { fields, domain } = definition;
  const columns = columnsFrom(bars, fields);
  const n = columns[fields[0]!].length;
  const results = outputs.map(output => (into ? given(output, into[output], n) : new Float64Array(n)));
  const seen = definition.columns?.(columns, results) ?? false;
  if (!seen) for (const field of fields) checkColumn(field, columns[field], domainOf(field, domain));
  if (!definition.columns) stepThrough(definition.start(undefined), columns, results);
  return results;
}

function given(output: string, column: Float64Array | undefined, n: number): Float64Array {
  if (column instanceof Float64Array && column.length === n) return column;
  const got = column instanceof Float64Array ? column.length : String(column);
  throw new RangeError(`into: ${output} must be a Float64Array of as many values as there are bars, ${n}, got ${got}`);
}

function stepThrough({ step }: Recursion, columns: Columns, results: readonly Float64Array[]): void {
  const out = new Float64Array(results.length);
  const n = results[0]!.length;
  for (let t = 0; t < n; t++) {
    step(columns, t, out);
    for (let i = 0; i < out.length; i++) results[i]![t] = out[i]!;
  }
}

const domainOf = (field: BarField, domain: Domain): Domain => (field === 'volume' ? '0 or more' : domain);
