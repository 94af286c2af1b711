import { AppError } from '#shared';

/** True when an `If-None-Match` header names the tag (weakly compared, RFC 9110 §13.1.2). */
export function matches(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  if (header.trim() === '*') return true;
  const bare = (tag: string) => tag.trim().replace(/^W\//, '');
  return header.split(',').some(tag => bare(tag) === bare(etag));
}

/** A revision as an entity tag. */
export const revisionTag = (revision: number): string => `"${revision}"`;

/**
 * The revision that an `If-Match` header names; undefined for none or `*`.
 * @throws AppError INVALID_INPUT for anything else
 */
export function expectedRevision(header: string | undefined): number | undefined {
  if (header === undefined || header.trim() === '*') return undefined;
  const digits = /^"?(\d{1,9})"?$/.exec(header.trim())?.[1];
  if (digits !== undefined) return Number(digits);
  throw new AppError('INVALID_INPUT', 'If-Match has to name one revision', {
    field: 'if-match',
    accepted: 'the ETag of GET /v1/models/{id}, such as "3", or *',
  });
}
