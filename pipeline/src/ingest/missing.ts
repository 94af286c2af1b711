import type { Calendar, Instant, Session } from '#shared';

type Span = {
  readonly calendar: Calendar;
  readonly from: Session | undefined;
  readonly to: Session | undefined;
  readonly receivedAt: Instant;
  /** Oldest session of the symbol that has a bar; before it nothing is missing */
  readonly first: Session | undefined;
};

/** Sessions that have closed and should have a bar by now, but have none. */
export function missingSessions(
  { calendar, from, to, receivedAt, first }: Span,
  present: ReadonlySet<Session>,
): Session[] {
  if (first === undefined) return [];
  const closed = calendar.lastClosed(receivedAt);
  const start = from !== undefined && from > first ? from : first;
  const end = to !== undefined && to < closed ? to : closed;
  return calendar.sessions(start, end).filter(session => !present.has(session));
}
