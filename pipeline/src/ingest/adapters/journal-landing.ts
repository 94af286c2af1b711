import { closeSync, existsSync, mkdirSync, openSync, readFileSync, readSync, truncateSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { fromObject, landingId, toObject } from '../landing-object.ts';
import type { LandingZone } from '../landing-port.ts';

type Place = { readonly offset: number; readonly length: number };

const LENGTH_DIGITS = 10;
/** `<id> <length>\n`, then the object, then `\n`. */
const HEAD = 64 + 1 + LENGTH_DIGITS + 1;

/** Where each object lies, and where the last whole one ends: what a killed writer left after it is no object. */
function index(file: string): { places: Map<string, Place>; end: number } {
  const places = new Map<string, Place>();
  const journal = existsSync(file) ? readFileSync(file) : Buffer.alloc(0);
  let end = 0;
  while (end + HEAD <= journal.length) {
    const [id = '', digits = ''] = journal.toString('latin1', end, end + HEAD - 1).split(' ');
    const length = Number(digits);
    const next = end + HEAD + length + 1;
    if (!/^[0-9a-f]{64}$/.test(id) || !Number.isInteger(length) || next > journal.length) break;
    places.set(id, { offset: end + HEAD, length });
    end = next;
  }
  return { places, end };
}

/**
 * A landing zone in one file that only grows: for replays, which land thousands of small answers and may lose the newest ones
 * in a crash. Appending takes microseconds where making a file can take a millisecond. One process at a time.
 */
export function journalLanding({ file }: { readonly file: string }): LandingZone & { close(): void } {
  mkdirSync(dirname(file), { recursive: true });
  const { places, end } = index(file);
  const handle = openSync(file, 'a+');
  truncateSync(file, end);
  let size = end;
  const get: LandingZone['get'] = async id => {
    const place = places.get(id);
    if (place === undefined) return undefined;
    const object = Buffer.alloc(place.length);
    readSync(handle, object, 0, place.length, place.offset);
    return fromObject(id, object);
  };
  return {
    async put(raw) {
      const id = landingId(raw);
      if (places.has(id)) return id;
      const object = toObject(raw);
      const head = Buffer.from(`${id} ${String(object.length).padStart(LENGTH_DIGITS, '0')}\n`);
      const record = Buffer.concat([head, object, Buffer.from('\n')]);
      const written = writeSync(handle, record);
      if (written < record.length) {
        truncateSync(file, size);
        throw new Error(`the disk took ${written} of ${record.length} bytes for ${file}`);
      }
      places.set(id, { offset: size + HEAD, length: object.length });
      size += HEAD + object.length + 1;
      return id;
    },
    get,
    has: async id => places.has(id),
    async *list() {
      for (const id of places.keys()) {
        const raw = await get(id);
        if (raw === undefined) continue;
        const { bytes, ...about } = raw;
        yield { ...about, id, byteLength: bytes.byteLength };
      }
    },
    close: () => closeSync(handle),
  };
}
