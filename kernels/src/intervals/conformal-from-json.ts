import { type Reader, reader } from '../models/json-reader.ts';
import { adaptiveFromJson } from './adaptive-conformal.ts';
import type { ConformalIntervals, ConformalOptions } from './conformal.ts';
import { pidFromJson } from './conformal-pid.ts';
import { VERSION } from './conformal-stream.ts';
import { splitFromJson } from './split-conformal.ts';

const KINDS: Readonly<Record<string, (options: ConformalOptions, read: Reader) => ConformalIntervals>> = {
  split: splitFromJson,
  adaptive: adaptiveFromJson,
  pid: pidFromJson,
};

/**
 * The intervals that `toJSON` was called on, at that state: options, scores and forecasts that wait for their labels.
 * @throws RangeError for anything else: it names the field and what is accepted
 */
export function conformalFromJSON(json: unknown): ConformalIntervals {
  const read = reader(json);
  read.integer('version', VERSION, VERSION);
  const kind = read.text('kind');
  if (!Object.hasOwn(KINDS, kind)) {
    throw new RangeError(`json.kind must be one of ${Object.keys(KINDS).join(', ')}, got ${kind}`);
  }
  const options = {
    level: read.finite('level'),
    horizon: read.integer('horizon', 1),
    window: read.integer('window', 1),
  };
  return KINDS[kind]!(options, read);
}
