import type { RawAnswer } from './provider-port.ts';

/** What the manifest says about a landed answer. */
export type LandedObject = Omit<RawAnswer, 'bytes'> & { readonly id: string; readonly byteLength: number };

/**
 * Raw answers as received: immutable, found by the hash of what was asked and what was answered. The same answer to the same
 * request is the same object, whenever it came. Done when `landingContract` passes.
 */
export interface LandingZone {
  /** Returns the id once the object is stored; an object that is there already stays as it is. */
  put(raw: RawAnswer): Promise<string>;
  /** @throws AppError LANDING_CORRUPT when the bytes are not those that were put */
  get(id: string): Promise<RawAnswer | undefined>;
  has(id: string): Promise<boolean>;
  /** In no order. */
  list(): AsyncIterable<LandedObject>;
}
