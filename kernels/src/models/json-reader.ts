/** JSON has no NaN, no infinities and loses the sign of -0: these four are written as strings. */
const SPECIAL: Readonly<Record<string, number>> = {
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
  '-Infinity': Number.NEGATIVE_INFINITY,
  '-0': -0,
};

export type Json = string | number | boolean | readonly Json[] | { readonly [key: string]: Json };

/** Plain data as JSON that `reader` takes back to the same bits. */
export function encode(value: unknown): Json {
  if (typeof value === 'number') {
    if (Object.is(value, -0)) return '-0';
    return Number.isFinite(value) ? value : String(value);
  }
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.map(encode);
  return Object.fromEntries(Object.entries(value as object).map(([key, part]) => [key, encode(part)]));
}

/** Reads fields of a JSON object; every method throws a RangeError that names the field and what is accepted. */
export interface Reader {
  text(key: string): string;
  flag(key: string): boolean;
  /** Any number, NaN and infinities included. */
  number(key: string): number;
  /** A finite number within the bounds. */
  finite(key: string, least?: number, most?: number): number;
  integer(key: string, least: number, most?: number): number;
  /** Finite numbers; `length` of them when it is given. */
  list(key: string, length?: number): number[];
  object(key: string): Reader;
  /** The field as it is, unchecked. */
  value(key: string): unknown;
  objects(key: string): Reader[];
}

/** @throws RangeError for anything but a JSON object */
export function reader(json: unknown, path = 'json'): Reader {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    throw new RangeError(`${path} must be an object, got ${show(json)}`);
  }
  const fields = json as Readonly<Record<string, unknown>>;
  const get = (key: string): unknown => (Object.hasOwn(fields, key) ? fields[key] : undefined);
  const at = (key: string) => `${path}.${key}`;
  const finite = (key: string, least = Number.NEGATIVE_INFINITY, most = Number.POSITIVE_INFINITY) =>
    within(get(key), at(key), least, most);
  return {
    text: key => check(get(key), at(key), 'a string', value => typeof value === 'string'),
    flag: key => check(get(key), at(key), 'true or false', value => typeof value === 'boolean'),
    number: key => anyNumber(get(key), at(key)),
    finite,
    integer(key, least, most = Number.MAX_SAFE_INTEGER) {
      const value = finite(key, least, most);
      return check(value, at(key), 'an integer', () => Number.isSafeInteger(value));
    },
    list: (key, length) =>
      items(get(key), at(key), length).map((value, i) => within(value, `${at(key)}[${i}]`, -Infinity, Infinity)),
    object: key => reader(get(key), at(key)),
    value: get,
    objects: key => items(get(key), at(key)).map((value, i) => reader(value, `${at(key)}[${i}]`)),
  };
}

function check<T>(value: unknown, path: string, accepted: string, test: (value: unknown) => boolean): T {
  if (!test(value)) throw new RangeError(`${path} must be ${accepted}, got ${show(value)}`);
  return value as T;
}

function anyNumber(value: unknown, path: string): number {
  if (typeof value === 'string' && Object.hasOwn(SPECIAL, value)) return SPECIAL[value]!;
  return check(value, path, 'a number', candidate => typeof candidate === 'number');
}

function within(value: unknown, path: string, least: number, most: number): number {
  const number = anyNumber(value, path);
  return check(number, path, bounds(least, most), () => Number.isFinite(number) && number >= least && number <= most);
}

function items(value: unknown, path: string, length?: number): unknown[] {
  const accepted = length === undefined ? 'an array' : `an array of ${length}`;
  return check(value, path, accepted, list => Array.isArray(list) && (length === undefined || list.length === length));
}

const bounds = (least: number, most: number): string =>
  least === Number.NEGATIVE_INFINITY && most === Number.POSITIVE_INFINITY
    ? 'a finite number'
    : `a finite number from ${least} to ${most}`;

const show = (value: unknown): string => (typeof value === 'object' && value !== null ? typeof value : String(value));
