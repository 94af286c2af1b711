/** One session's prices and volume. */
export type Bar = {
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
};

export type BarField = keyof Bar;

/** Bars as columns of one length, oldest first, or as a list; only the fields that are read need to be there. */
export type Bars<Field extends BarField = BarField> =
  | { readonly [Name in Field]: ArrayLike<number> }
  | readonly Pick<Bar, Field>[];

/** What an indicator accepts as a value of its fields. */
export type Domain = 'finite' | 'above 0' | '0 or more';

/** Columns as the recursions read them; a field that is not read is empty. */
export type Columns = { readonly [Name in BarField]: Float64Array };

const NONE = new Float64Array(0);

/** One object shape for single bars and whole batches, so that the compiled recursions stay monomorphic. */
const columnsOf = (column: (field: BarField) => Float64Array): Columns => ({
  open: column('open'),
  high: column('high'),
  low: column('low'),
  close: column('close'),
  volume: column('volume'),
});

/** Columns of a single bar, to be overwritten bar by bar. */
export const singleBar = (fields: readonly BarField[]): Columns =>
  columnsOf(field => (fields.includes(field) ? new Float64Array(1) : NONE));

/** @throws RangeError for columns of unequal lengths */
export function columnsFrom<Field extends BarField>(bars: Bars<Field>, fields: readonly Field[]): Columns {
  const asked = (field: BarField): field is Field => (fields as readonly BarField[]).includes(field);
  const columns = columnsOf(field => {
    if (!asked(field)) return NONE;
    if (isList(bars)) return Float64Array.from(bars, bar => bar[field]);
    const column = bars[field];
    return column instanceof Float64Array ? column : Float64Array.from(column);
  });
  const length = columns[fields[0]!].length;
  for (const field of fields) {
    if (columns[field].length === length) continue;
    throw new RangeError(`${field} must hold as many values as ${fields[0]}, ${length}, got ${columns[field].length}`);
  }
  return columns;
}

/** @throws RangeError that names the field, the position in a batch, and what is accepted */
export function checkField(field: BarField, value: number, domain: Domain, index?: number): void {
  if (Number.isFinite(value) && (domain === 'finite' || (domain === 'above 0' ? value > 0 : value >= 0))) return;
  const accepted = domain === 'finite' ? 'a finite number' : `a finite number ${domain}`;
  throw new RangeError(`${field}${index === undefined ? '' : `[${index}]`} must be ${accepted}, got ${String(value)}`);
}

/** @throws RangeError that names the field, the position and what is accepted */
export function checkColumn(field: BarField, column: Float64Array, domain: Domain): void {
  if (domain === 'finite' ? allFinite(column) : allFrom(column, domain === 'above 0' ? Number.MIN_VALUE : 0)) return;
  for (let t = 0; t < column.length; t++) checkField(field, column[t]!, domain, t);
}

/** A number times 0 is 0, or NaN where it is not finite; four sums do not wait for each other. */
function allFinite(column: Float64Array): boolean {
  const even = column.length - (column.length % 4);
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  for (let t = 0; t < even; t += 4) {
    a += column[t]! * 0;
    b += column[t + 1]! * 0;
    c += column[t + 2]! * 0;
    d += column[t + 3]! * 0;
  }
  for (let t = even; t < column.length; t++) a += column[t]! * 0;
  return a + b + c + d === 0;
}

function allFrom(column: Float64Array, least: number): boolean {
  for (let t = 0; t < column.length; t++) {
    if (!(column[t]! >= least && column[t]! <= Number.MAX_VALUE)) return false;
  }
  return true;
}

const isList = <Field extends BarField>(bars: Bars<Field>): bars is readonly Pick<Bar, Field>[] => Array.isArray(bars);
