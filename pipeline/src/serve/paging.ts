import { isoInstant } from '#shared';
import { decodeCursor, encodeCursor } from './cursor.ts';
import type { Page, PageQuery, TimeKey } from './ports.ts';

type Query = { readonly limit: number; readonly cursor?: string };

/** A list request as the readers take it. */
export function pageRequest<Key>(query: Query, isKey: (value: unknown) => value is Key): PageQuery<Key> {
  const { limit, cursor } = query;
  return cursor === undefined ? { limit } : { limit, after: decodeCursor(cursor, isKey) };
}

/** A page as it is answered. */
export const pageReply = <Item, Key, Out>(page: Page<Item, Key>, show: (item: Item) => Out) => ({
  items: page.items.map(show),
  next_cursor: page.next === undefined ? null : encodeCursor(page.next),
});

/** A page cut out of a list that is in memory, oldest key first. */
export function cut<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  { limit, after }: PageQuery<string>,
): Page<Item, string> {
  const start = after === undefined ? 0 : items.findIndex(item => keyOf(item) > after);
  if (start < 0) return { items: [] };
  const part = items.slice(start, start + limit);
  const last = part.at(-1);
  return last !== undefined && start + limit < items.length ? { items: part, next: keyOf(last) } : { items: part };
}

export const isTextKey = (value: unknown): value is string => typeof value === 'string';

export const isTimeKey = (value: unknown): value is TimeKey => {
  const { at, id } = (value ?? {}) as Partial<TimeKey>;
  return Number.isSafeInteger(at) && Math.abs(at ?? 0) < 8.64e15 && typeof id === 'string';
};

export const isoOrNull = (instant: number | null): string | null => (instant === null ? null : isoInstant(instant));
