import { type Instant, isoInstant, type Session } from '../time.ts';

/** No zone changes its offset twice in half an hour, nor between two half hours of UTC. */
const BUCKET = 1_800_000;

type Zone = { readonly format: Intl.DateTimeFormat; readonly offsets: Map<number, number> };
const zones = new Map<string, Zone>();

function zone(timeZone: string): Zone {
  const known = zones.get(timeZone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const made = { format, offsets: new Map<number, number>() };
  zones.set(timeZone, made);
  return made;
}

function measure(format: Intl.DateTimeFormat, instant: Instant): number {
  const [month = 1, day = 1, year = 1970, hour = 0, minute = 0, second = 0] = (
    format.format(instant).match(/\d+/g) ?? []
  ).map(Number);
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instant / 1000) * 1000;
}

/**
 * Local time minus UTC in milliseconds, for an IANA zone at a moment; New York in winter gives -18,000,000.
 * @throws RangeError for a zone that does not exist
 */
function utcOffset(timeZone: string, instant: Instant): number {
  const { format, offsets } = zone(timeZone);
  const bucket = Math.floor(instant / BUCKET);
  let offset = offsets.get(bucket);
  if (offset === undefined) {
    offset = measure(format, bucket * BUCKET);
    offsets.set(bucket, offset);
  }
  return offset;
}

/** True for an IANA zone that this runtime knows. */
export function isTimeZone(name: string): boolean {
  try {
    zone(name);
    return true;
  } catch {
    return false;
  }
}

/** The calendar day that a zone's clocks show at a moment. */
export const localDay = (timeZone: string, instant: Instant): Session =>
  isoInstant(instant + utcOffset(timeZone, instant)).slice(0, 10);

/** The moment at which a zone's clocks show so many minutes after midnight of a day. */
export function zonedInstant(timeZone: string, day: Session, minutes: number): Instant {
  const asUtc = Date.parse(`${day}T00:00:00Z`) + minutes * 60_000;
  const nearly = asUtc - utcOffset(timeZone, asUtc);
  return asUtc - utcOffset(timeZone, nearly);
}
