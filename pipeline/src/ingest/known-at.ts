import type { Calendar, Instant, Session } from '#shared';

export type Known = { readonly knownAt: Instant; readonly knownAssumed: boolean };

/** What was on record of a symbol before an answer came. */
export type Coverage = {
  readonly firstSession: Session | undefined;
  readonly lastSession: Session | undefined;
  /** First session whose bar was received in time */
  readonly liveSince: Session | undefined;
};

const learned = (receivedAt: Instant): Known => ({ knownAt: receivedAt, knownAssumed: false });

/** In time means before the close of the following session. What comes later is a backfill, assumed known at its close. */
function inTimeOrAssumed(session: Session, receivedAt: Instant, calendar: Calendar): Known {
  if (receivedAt < calendar.close(calendar.next(session))) return learned(receivedAt);
  return { knownAt: calendar.close(session), knownAssumed: true };
}

/**
 * When the first vintage of a bar counts as known. A hole that is filled between sessions which were received live is known
 * from now on only: forecasts were made without it.
 */
export function barKnownAt(session: Session, receivedAt: Instant, calendar: Calendar, coverage: Coverage): Known {
  const { lastSession, liveSince } = coverage;
  const late = liveSince !== undefined && lastSession !== undefined && session >= liveSince && session < lastSession;
  return late ? learned(receivedAt) : inTimeOrAssumed(session, receivedAt, calendar);
}

/**
 * When the first vintage of a split or dividend counts as known. One that would change prices already on record is known from
 * now on only, so that it changes no earlier as-of read.
 */
export function eventKnownAt(session: Session, receivedAt: Instant, calendar: Calendar, coverage: Coverage): Known {
  const { firstSession, lastSession } = coverage;
  const late =
    firstSession !== undefined && lastSession !== undefined && session > firstSession && session <= lastSession;
  if (late) return learned(receivedAt);
  const effective = calendar.isSession(session) ? session : calendar.next(session);
  return inTimeOrAssumed(effective, receivedAt, calendar);
}
