const MISSING = '–';
const MINUS = '\u2212';

const plain = (value: number, digits: number): string =>
  value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });

const known = (value: number | null | undefined): value is number =>
  typeof value === 'number' && Number.isFinite(value);

/** Digits after the point that keep a price readable: 4 below 1, 3 below 10, else 2. */
export function priceDigits(price: number): number {
  const size = Math.abs(price);
  if (size < 1) return 4;
  return size < 10 ? 3 : 2;
}

/** @example price(1234.5) // '1,234.50' */
export const price = (value: number | null | undefined, digits?: number): string =>
  known(value) ? signless(plain(value, digits ?? priceDigits(value))) : MISSING;

/** @example signed(-1.2, 2) // '−1.20' with a true minus */
export function signed(value: number | null | undefined, digits: number): string {
  if (!known(value)) return MISSING;
  const text = signless(plain(value, digits));
  return text.startsWith(MINUS) || Number(text.replaceAll(',', '')) === 0 ? text : `+${text}`;
}

/** A share of 1 as percent. @example percent(0.123) // '12.3 %' */
export const percent = (share: number | null | undefined, digits = 1): string =>
  known(share) ? `${signless(plain(100 * share, digits))}\u00a0%` : MISSING;

const MOST_DIGITS = 6;

/** Two shares as percent with as many digits, from 2 on, as it takes to tell them apart. */
export function apartPercents(a: number, b: number): readonly [string, string] {
  let digits = 2;
  while (digits < MOST_DIGITS && percent(a, digits) === percent(b, digits)) digits++;
  return [percent(a, digits), percent(b, digits)];
}

export const signedPercent = (share: number | null | undefined, digits = 2): string =>
  known(share) ? `${signed(100 * share, digits)}\u00a0%` : MISSING;

export const count = (value: number): string => value.toLocaleString('en-US');

/** @example counted(1, 'session') // '1 session' */
export const counted = (n: number, noun: string): string => `${count(n)} ${noun}${n === 1 ? '' : 's'}`;

/** A hyphen as minus becomes a minus, and a zero that was rounded loses it. */
function signless(text: string): string {
  if (!text.startsWith('-')) return text;
  return /[1-9]/.test(text) ? `${MINUS}${text.slice(1)}` : text.slice(1);
}
