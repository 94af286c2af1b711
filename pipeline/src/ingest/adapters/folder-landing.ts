import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fromObject, landingId, toObject } from '../landing-object.ts';
import type { LandingZone } from '../landing-port.ts';

export type FolderLandingOptions = {
  readonly folder: string;
  /** False where a crash of the machine may lose the newest answers: no fsync; true by default */
  readonly durable?: boolean;
};

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The rename makes the object whole or absent; two who write it at once write the same bytes. */
async function store(folder: string, path: string, bytes: Uint8Array, durable: boolean): Promise<void> {
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
  const shard = (id: string) => join(folder, id.slice(0, 2));
  const path = (id: string) => join(shard(id), id);
  const isId = (id: string) => /^[0-9a-f]{64}$/.test(id);
  const get: LandingZone['get'] = async id => {
    const stored = isId(id) ? await readObject(path(id)) : undefined;
    return stored === undefined ? undefined : fromObject(id, stored);
  };
  return {
    async put(raw) {
      const id = landingId(raw);
      if (existsSync(path(id))) return id;
      const firstOfShard = (await mkdir(shard(id), { recursive: true })) !== undefined;
      await store(shard(id), path(id), toObject(raw), durable);
      if (durable && firstOfShard) await syncFolder(folder);
      return id;
    },
    get,
    has: async id => isId(id) && existsSync(path(id)),
    async *list() {
      const shards = existsSync(folder) ? (await readdir(folder)).filter(name => /^[0-9a-f]{2}$/.test(name)) : [];
      for (const name of shards) {
        for (const id of (await readdir(join(folder, name))).filter(isId)) {
          const raw = await get(id);
          if (raw === undefined) continue;
          const { bytes, ...about } = raw;
          yield { ...about, id, byteLength: bytes.byteLength };
        }
      }
    },
  };
}
