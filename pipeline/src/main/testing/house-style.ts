/** Every place of a JSON document that is not as the contract has it: `snake_case` names, moments as ISO 8601. */
export function offences(value: unknown, path = '$'): string[] {
  if (typeof value === 'number') return value > 1e11 ? [`${path} looks like milliseconds: ${value}`] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    ...(/[a-z\d][A-Z]/.test(key) ? [`${path}.${key} is not snake_case`] : []),
    ...offences(inner, `${path}.${key}`),
  ]);
}
