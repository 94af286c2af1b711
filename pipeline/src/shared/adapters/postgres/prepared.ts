import type { QueryConfig } from 'pg';

/** A text is prepared from its third use on, so that one-off statements cost the server nothing that stays. */
const USES_BEFORE = 2;
/** Prepared statements per connection at most; each holds a plan in the server's memory. */
const LIMIT = 200;

/**
 * Turns statements that come again and again into prepared ones: the loop runs the same few dozen every session, and
 * planning costs more than running them. One per connection, because a prepared statement belongs to its connection.
 */
export function statementPreparer(): (text: string, values: unknown[]) => QueryConfig {
  const uses = new Map<string, number>();
  const names = new Map<string, string>();
  return (text, values) => {
    const known = names.get(text);
    if (known !== undefined) return { name: known, text, values };
    const count = (uses.get(text) ?? 0) + 1;
    if (count > USES_BEFORE && names.size < LIMIT) {
      const name = `nc${names.size}`;
      names.set(text, name);
      uses.delete(text);
      return { name, text, values };
    }
    if (uses.size > 10 * LIMIT) uses.clear();
    uses.set(text, count);
    return { text, values };
  };
}
