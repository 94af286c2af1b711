import { readFileSync } from 'node:fs';

const manifest: { version: string } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));

/** The version of the code, part of every model's lineage. */
export const CODE_VERSION = `nextclose@${manifest.version}`;
