import { randomBytes } from 'node:crypto';
import { closeSync, ftruncateSync, mkdirSync, openSync, readdirSync, statSync, writeSync } from 'node:fs';
import { appendFile, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { systemClock } from '#shared';
import type { SpoolFiles, SpoolSegment } from '../ports.ts';
import { type ProcessIdentity, stateOf, thisProcess } from './process-identity.ts';

const NAME = /^([0-9a-f]{12})-(\d+)-(\d+)-[0-9a-f]{8}-\d{8}\.ndjson$/;

/**
 * A file of a process elsewhere (another container on the same volume, or this machine before its last boot) is taken
 * over when it was not written to for so long. A live process closes its file within seconds of the first line.
 */
const ABANDONED_AFTER_MS = 60_000;

/** The spool in a folder: one file at a time per process, named after the process, so that nobody takes a live one's. */
export function spoolFiles(directory: string): SpoolFiles {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const { place, pid, started } = thisProcess();
  const prefix = `${place}-${pid}-${started}-${randomBytes(4).toString('hex')}`;
  let sequence = 0;
  return {
    create() {
      sequence += 1;
      return createSegment(directory, `${prefix}-${String(sequence).padStart(8, '0')}.ndjson`);
    },
    leftovers: () => leftovers(directory),
    read: name =>
      readFile(join(directory, name), 'utf8').catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return undefined;
        throw error;
      }),
    remove: name => rm(join(directory, name), { force: true }),
    refuse: rows => appendFile(join(directory, 'refused.txt'), rows.map(row => `${row}\n`).join(''), { mode: 0o600 }),
  };
}

function createSegment(directory: string, name: string): SpoolSegment {
  const fd = openSync(join(directory, name), 'ax', 0o600);
  let size = 0;
  return {
    name,
    append(line) {
      const written = writeSync(fd, line);
      if (written !== line.length) {
        // A half line would glue itself to the next one and spoil both.
        ftruncateSync(fd, size);
        throw new Error(`only ${written} of ${line.length} bytes were written`);
      }
      size += written;
    },
    close: () => closeSync(fd),
  };
}

function leftovers(directory: string): { name: string; bytes: number }[] {
  const found = readdirSync(directory).flatMap(name => {
    const owner = ownerOf(name);
    const stat = owner && statSync(join(directory, name), { throwIfNoEntry: false });
    return owner && stat && isLeftover(owner, stat.mtimeMs) ? [{ name, bytes: stat.size, at: stat.mtimeMs }] : [];
  });
  return found.sort((a, b) => a.at - b.at).map(({ name, bytes }) => ({ name, bytes }));
}

function ownerOf(name: string): ProcessIdentity | undefined {
  const [, place, pid, started] = NAME.exec(name) ?? [];
  return place && pid && started ? { place, pid: Number(pid), started } : undefined;
}

function isLeftover(owner: ProcessIdentity, writtenAt: number): boolean {
  const state = stateOf(owner);
  return state === 'gone' || (state === 'elsewhere' && systemClock.now() - writtenAt > ABANDONED_AFTER_MS);
}
