import { readFileSync } from 'node:fs';

const manifest: { version: string } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));

/** The version of the code, part of every model's lineage. */
export const CODE_VERSION = `nextclose@${manifest.version}`;

/** What `GET /version` says; an image sets NEXTCLOSE_COMMIT when it is built. */
export const BUILD = {
  version: manifest.version,
  commit: process.env['NEXTCLOSE_COMMIT'] ?? null,
  node: process.version,
} as const;
