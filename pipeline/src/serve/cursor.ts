import { AppError } from '#shared';

/** A position in a list as text that clients hand back unread. */
export const encodeCursor = (key: unknown): string => Buffer.from(JSON.stringify(key)).toString('base64url');

/**
 * @param isKey tells a key of the list at hand from anything else that a client may send
 * @throws AppError INVALID_INPUT
 */
export function decodeCursor<Key>(cursor: string, isKey: (value: unknown) => value is Key): Key {
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (isKey(key)) return key;
  } catch {
    // Falls through: text that is no JSON is refused like any other wrong cursor.
  }
  throw new AppError('INVALID_INPUT', 'the cursor does not belong to this list', {
    field: 'cursor',
    accepted: 'next_cursor of an earlier answer of the same list, unchanged',
  });
}
