/**
 * One line per value that a settings file cannot hold: settings are copied, compared and shown, so they are text, numbers,
 * true, false, lists and plain objects.
 */
export function notPlain(value: unknown, path = '', above: readonly unknown[] = []): string[] {
  const fault = (what: string): string[] => [`${path || 'configuration'}: must be plain data, got ${what}`];
  if (typeof value !== 'object' || value === null) {
    return ['function', 'symbol', 'bigint'].includes(typeof value) ? fault(`a ${typeof value}`) : [];
  }
  if (above.includes(value)) return fault('an object that holds itself');
  const kind: unknown = Object.getPrototypeOf(value);
  // An object that another realm made, or a module's namespace, has another prototype or none.
  const isPlain = Array.isArray(value) || kind === null || Object.getPrototypeOf(kind) === null;
  if (!isPlain) return fault(`a ${value.constructor.name}`);
  return Object.entries(value).flatMap(([key, inner]) =>
    notPlain(inner, path ? `${path}.${key}` : key, [...above, value]),
  );
}
