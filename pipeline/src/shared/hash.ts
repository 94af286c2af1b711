import { createHash } from 'node:crypto';

/** JSON with sorted keys and no space, so that equal values give equal bytes whatever order they were built in. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (ArrayBuffer.isView(inner) && !(inner instanceof DataView)) return Array.from(inner as Float64Array);
    if (inner === null || typeof inner !== 'object' || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
  });
}

/** SHA-256 in hexadecimal. */
export const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');

/** The id of a record: a prefix that says what it is and 128 bits of the hash of what makes it itself. */
export const contentId = (prefix: string, value: unknown): string =>
  `${prefix}_${sha256(canonicalJson(value)).slice(0, 32)}`;
