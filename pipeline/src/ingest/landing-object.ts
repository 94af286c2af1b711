import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { AppError, canonicalJson } from '#shared';
import type { RawAnswer } from './provider-port.ts';

/** Plain objects start with a brace. */
const GZIP_MAGIC = 0x1f;

/** SHA-256 of who was asked, what was asked and what was answered; when it came is no part of it. */
export function landingId({ provider, request, mediaType, bytes }: RawAnswer): string {
  const identity = canonicalJson({ provider, request, mediaType });
  return createHash('sha256').update(identity).update('\n').update(bytes).digest('hex');
}

/** Below this many bytes compression costs more than it saves. */
const WORTH_COMPRESSING = 4096;

/** The stored form: one line of JSON about the answer, then its bytes as received; the whole compressed where that pays. */
export function toObject({ bytes, ...about }: RawAnswer): Buffer {
  const object = Buffer.concat([Buffer.from(`${canonicalJson(about)}\n`), bytes]);
  return object.byteLength > WORTH_COMPRESSING ? gzipSync(object) : object;
}

/**
 * Reads the stored form, compressed or not.
 * @throws AppError LANDING_CORRUPT when the object does not hash to its id
 */
export function fromObject(id: string, stored: Buffer): RawAnswer {
  try {
    const object = stored[0] === GZIP_MAGIC ? gunzipSync(stored) : stored;
    const end = object.indexOf('\n');
    const about = JSON.parse(object.subarray(0, end).toString()) as Omit<RawAnswer, 'bytes'>;
    const raw = { ...about, bytes: new Uint8Array(object.subarray(end + 1)) };
    if (landingId(raw) === id) return raw;
  } catch (cause) {
    throw new AppError('LANDING_CORRUPT', `the landed object ${id} cannot be read`, { cause });
  }
  throw new AppError('LANDING_CORRUPT', `the landed object ${id} is not what was landed`);
}
