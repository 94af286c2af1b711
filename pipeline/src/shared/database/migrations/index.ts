import * as loop from './0001-loop.ts';

export type Migration = { readonly name: string; readonly statements: readonly string[] };

/** In order, forward only: a released migration never changes, the next one repairs it. */
export const MIGRATIONS: readonly Migration[] = [loop];
