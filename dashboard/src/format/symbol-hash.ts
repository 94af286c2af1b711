/** The symbol that a link names. @example symbolOfHash('#/%5EGSPC') // '^GSPC' */
export function symbolOfHash(hash: string): string | undefined {
  const text = hash.replace(/^#\/?/, '');
  if (text === '') return undefined;
  try {
    return decodeURIComponent(text).toUpperCase();
  } catch {
    return undefined; // a stray % is no symbol
  }
}

export const hashOfSymbol = (symbol: string): string => `#/${encodeURIComponent(symbol)}`;
