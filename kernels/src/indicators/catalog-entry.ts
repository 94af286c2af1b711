import type { BarField } from './bar.ts';
import type { Indicator } from './indicator.ts';
import type { IndicatorState } from './saved.ts';

export type IndicatorFamily = 'trend' | 'momentum' | 'volatility' | 'volume';

/** Any indicator, its fields and values unknown until it runs. */
export type AnyIndicator = Indicator<BarField, number | Readonly<Record<string, number>>>;

export type IndicatorParameter = {
  readonly name: string;
  readonly default: number;
  /** The smallest and the largest value that some choice of the other parameters allows */
  readonly least: number;
  readonly most: number;
  readonly integer: boolean;
};

/** What a configuration needs to know of an indicator to name it. */
export interface CatalogEntry {
  readonly name: string;
  readonly family: IndicatorFamily;
  /** The fields of a bar that it reads */
  readonly inputs: readonly BarField[];
  /** The names of its values; none where a bar gives one number */
  readonly outputs: readonly string[];
  /** In the order in which its own function takes them */
  readonly parameters: readonly IndicatorParameter[];
  /**
   * The bar, counted from 0, at which all values are there: its `warmUp`.
   * @throws RangeError as `create`
   */
  firstValid(parameters?: Readonly<Record<string, number>>): number;
  /**
   * @param parameters by name; the default where one is not given
   * @throws RangeError for a parameter that it does not have or does not accept, or a saved state that does not fit
   */
  create(parameters?: Readonly<Record<string, number>>, saved?: IndicatorState): AnyIndicator;
}

/** An indicator's own function, called with its parameters in order and the saved state after them. */
type Factory = (...parameters: never[]) => AnyIndicator;

export function entry(
  family: IndicatorFamily,
  name: string,
  factory: Factory,
  ...parameters: readonly IndicatorParameter[]
): CatalogEntry {
  const make = factory as unknown as (...values: readonly (number | IndicatorState | undefined)[]) => AnyIndicator;
  const create: CatalogEntry['create'] = (given = {}, saved) => {
    refuseUnknown(name, parameters, given);
    return make(...parameters.map(parameter => given[parameter.name] ?? parameter.default), saved);
  };
  return {
    name,
    family,
    parameters,
    // Made when asked for, so that loading the catalogue makes nothing.
    get inputs() {
      return create().inputs;
    },
    get outputs() {
      return create().outputs;
    },
    firstValid: given => create(given).warmUp,
    create,
  };
}

function refuseUnknown(
  indicator: string,
  parameters: readonly IndicatorParameter[],
  given: Readonly<Record<string, number>>,
): void {
  const names = parameters.map(({ name }) => name);
  const unknown = Object.keys(given).find(name => !names.includes(name));
  if (unknown === undefined) return;
  const accepted = names.length > 0 ? `one of ${names.join(', ')}` : 'none';
  throw new RangeError(`a parameter of ${indicator} must be ${accepted}, got ${unknown}`);
}

/** A number of bars. */
export const bars = (name: string, byDefault: number, least = 1): IndicatorParameter => ({
  name,
  default: byDefault,
  least,
  most: Number.MAX_SAFE_INTEGER,
  integer: true,
});

export const period = (byDefault: number, least = 1): IndicatorParameter => bars('period', byDefault, least);

export const real = (
  name: string,
  byDefault: number,
  least: number = Number.MIN_VALUE,
  most: number = Number.MAX_VALUE,
): IndicatorParameter => ({ name, default: byDefault, least, most, integer: false });
