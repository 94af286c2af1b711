import { AppError } from '../errors.ts';
import type { Instant, Session } from '../time.ts';
import { type ExchangeDefinition, hoursOn } from './definition.ts';
import { weekday } from './rules.ts';
import { sessionTable } from './session-table.ts';
import { localDay, zonedInstant } from './time-zone.ts';

/**
 * When an exchange trades. Days are `YYYY-MM-DD` in its own time zone, moments are milliseconds since 1970. Every method but
 * `isSession` of a text that is no day throws AppError INVALID_INPUT beyond `knownUntil`.
 */
export interface Calendar {
  readonly timeZone: string;
  /** Before this day every day of the trading week counts as a session */
  readonly knownSince: Session;
  /** The last day of the published calendar; undefined where rules give every year */
  readonly knownUntil: Session | undefined;
  isSession(day: Session): boolean;
  /** The first session after a day, which need not be a session itself. */
  next(day: Session): Session;
  /** The last session before a day, which need not be a session itself. */
  previous(day: Session): Session;
  /** All sessions from one day to another, both included. */
  sessions(from: Session, to: Session): Session[];
  /** @throws AppError INVALID_INPUT for a day without trading */
  open(session: Session): Instant;
  /** Early closes included. @throws AppError INVALID_INPUT for a day without trading */
  close(session: Session): Instant;
  /** True for a session that ends before the regular time of its weekday. */
  closesEarly(day: Session): boolean;
  /** The session that is running at a moment, its lunch break included: open <= instant < close. */
  sessionAt(instant: Instant): Session | undefined;
  /** True while a session trades; false in its lunch break. */
  isOpen(instant: Instant): boolean;
  /** The newest session whose close is not after the moment. */
  lastClosed(instant: Instant): Session;
}

/** A calendar from an exchange's definition. Years and moments are computed once. */
export function exchangeCalendar(definition: ExchangeDefinition): Calendar {
  const { timeZone, mics, rulesSince, knownUntil } = definition;
  const table = sessionTable(definition);
  const moments = { open: new Map<Session, Instant>(), close: new Map<Session, Instant>() };
  const regular = (session: Session, side: 'open' | 'close'): number => {
    const hours = hoursOn(definition, session);
    return (side === 'close' ? hours.closeOn?.[weekday(session)] : undefined) ?? hours[side];
  };
  const moment = (session: Session, side: 'open' | 'close'): Instant => {
    const known = moments[side].get(session);
    if (known !== undefined) return known;
    if (!table.isSession(session)) throw new AppError('INVALID_INPUT', `"${session}" is not a session of ${mics[0]}`);
    const instant = zonedInstant(timeZone, session, table.exception(session, side) ?? regular(session, side));
    moments[side].set(session, instant);
    return instant;
  };
  const close = (session: Session): Instant => moment(session, 'close');
  const open = (session: Session): Instant => moment(session, 'open');
  const sessionAt = (instant: Instant): Session | undefined => {
    const day = localDay(timeZone, instant);
    return table.isSession(day) && open(day) <= instant && instant < close(day) ? day : undefined;
  };
  const atLunch = (session: Session, instant: Instant): boolean => {
    const { lunch } = hoursOn(definition, session);
    if (lunch === undefined) return false;
    return (
      zonedInstant(timeZone, session, lunch.from) <= instant && instant < zonedInstant(timeZone, session, lunch.to)
    );
  };
  return {
    timeZone,
    knownSince: `${rulesSince}-01-01`,
    knownUntil: knownUntil === undefined ? undefined : `${knownUntil}-12-31`,
    isSession: table.isSession,
    next: day => table.beside(day, 1),
    previous: day => table.beside(day, -1),
    sessions: (from, to) => (from > to ? [] : table.between(from, to)),
    open,
    close,
    closesEarly: day =>
      table.isSession(day) && (table.exception(day, 'close') ?? Number.POSITIVE_INFINITY) < regular(day, 'close'),
    sessionAt,
    isOpen(instant) {
      const session = sessionAt(instant);
      return session !== undefined && !atLunch(session, instant);
    },
    lastClosed(instant) {
      const day = localDay(timeZone, instant);
      return table.isSession(day) && close(day) <= instant ? day : table.beside(day, -1);
    },
  };
}
