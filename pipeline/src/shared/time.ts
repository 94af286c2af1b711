/** A moment: milliseconds since 1970-01-01T00:00:00Z. PostgreSQL's `timestamptz` is read and written as this. */
export type Instant = number;

/** A trading day of an exchange, `YYYY-MM-DD` in the exchange's own time zone. Strings sort in time order. */
export type Session = string;

/** ISO 8601 UTC, the form every answer and log shows. */
export const isoInstant = (instant: Instant): string => new Date(instant).toISOString();

const SESSION = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

/** True for a `YYYY-MM-DD` that exists in the calendar (2023-02-30 does not). */
export function isSession(text: string): text is Session {
  if (!SESSION.test(text)) return false;
  const parsed = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(text);
}

/** The calendar day `days` after (or, negative, before) a session; weekends and holidays are not skipped. */
export function addDays(session: Session, days: number): Session {
  return new Date(Date.parse(`${session}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
