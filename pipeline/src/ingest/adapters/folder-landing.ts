import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { fromObject, landingId, toObject } from '../landing-object.ts';
import type { LandingZone } from '../landing-port.ts';

export type FolderLandingOptions = {
  readonly folder: string;
  /** False where a crash may lose the newest answers, as in a replay: no fsync; true by default */
  readonly durable?: boolean;
};

/** Below this many bytes compression costs more than it saves. */
const WORTH_COMPRESSING = 4096;

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch {
    return false;
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Whoever writes the same object at the same time writes the same bytes; the rename makes it whole or absent. */
async function store(folder: string, path: string, bytes: Uint8Array, durable: boolean): Promise<void> {
  await mkdir(folder, { recursive: true });
  const temporary = `${path}.${randomUUID()}.tmp`;
  try {
    const handle = await open(temporary, 'wx');
    try {
      await handle.writeFile(bytes);
      if (durable) await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  if (durable) await syncFolder(folder);
}

async function readObject(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** A landing zone in a folder: one file per answer under the first two digits of its id, compressed where that pays. */
export function folderLanding({ folder, durable = true }: FolderLandingOptions): LandingZone {
  const place = (id: string) => join(folder, id.slice(0, 2));
  const path = (id: string) => join(place(id), id);
  const isId = (id: string) => /^[0-9a-f]{64}$/.test(id);
  const get: LandingZone['get'] = async id => {
    const stored = isId(id) ? await readObject(path(id)) : undefined;
    return stored === undefined ? undefined : fromObject(id, stored);
  };
  return {
    async put(raw) {
      const id = landingId(raw);
      if (await exists(path(id))) return id;
      const object = toObject(raw);
      await store(place(id), path(id), object.byteLength > WORTH_COMPRESSING ? gzipSync(object) : object, durable);
      return id;
    },
    get,
    has: async id => isId(id) && (await exists(path(id))),
    async *list() {
      const shards = (await exists(folder)) ? await readdir(folder) : [];
      for (const shard of shards) {
        for (const id of (await readdir(join(folder, shard))).filter(isId)) {
          const raw = await get(id);
          if (raw === undefined) continue;
          const { bytes, ...about } = raw;
          yield { ...about, id, byteLength: bytes.byteLength };
        }
      }
    },
  };
}
