import { AppError } from '#shared';
import type { Config } from './config-schema.ts';

/** A source as the configuration names it. */
export type Source =
  | { readonly kind: 'sample' }
  | { readonly kind: 'yahoo' }
  | { readonly kind: 'csv'; readonly dir: string };

/** @throws AppError USAGE for a source that is none */
export function parseSource(source: Config['source']): Source {
  if (source === 'sample' || source === 'yahoo') return { kind: source };
  const dir = /^csv:(.+)$/.exec(source)?.[1];
  if (dir !== undefined) return { kind: 'csv', dir };
  throw new AppError('USAGE', `"${source}" is not a source`, { field: 'source', accepted: 'sample, yahoo, csv:DIR' });
}
