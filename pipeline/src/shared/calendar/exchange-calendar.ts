import { AppError } from '../errors.ts';
import { addDays, type Instant, isSession as isDate, type Session } from '../time.ts';
import type { ExchangeDefinition } from './definition.ts';
import { weekday } from './rules.ts';
import { localDay, zonedInstant } from './time-zone.ts';

/** When an exchange trades. Days are `YYYY-MM-DD` in its own time zone, moments are milliseconds since 1970. */
export interface Calendar {
  readonly timeZone: string;
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
  /** The session that is trading at a moment: open <= instant < close. */
  sessionAt(instant: Instant): Session | undefined;
  /** The newest session whose close is not after the moment. */
  lastClosed(instant: Instant): Session;
}

type Year = { readonly sessions: readonly Session[]; readonly early: ReadonlyMap<Session, number> };

function buildYear(definition: ExchangeDefinition, year: number): Year {
  const ruled = year >= definition.rulesSince;
  const closed = new Set(ruled ? [...definition.holidays(year), ...definition.specialClosures] : []);
  const sessions: Session[] = [];
  const first = `${String(year).padStart(4, '0')}-01-01`;
  const startsOn = weekday(first);
  const length = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 366 : 365;
  for (let i = 0; i < length; i++) {
    if (!definition.weekdays.includes((startsOn + i) % 7)) continue;
    const day = addDays(first, i);
    if (!closed.has(day)) sessions.push(day);
  }
  const early = ruled ? definition.earlyCloses(year).map(({ session, close }) => [session, close] as const) : [];
  return { sessions, early: new Map(early) };
}

/** How many entries of a sorted list are before `day`. */
function countBefore(sessions: readonly Session[], day: Session): number {
  let [low, high] = [0, sessions.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sessions[middle] ?? '') < day) low = middle + 1;
    else high = middle;
  }
  return low;
}

function yearOf(day: Session): number {
  if (isDate(day)) return Number(day.slice(0, 4));
  throw new AppError('INVALID_INPUT', `"${day}" is not a day`, { field: 'session', accepted: 'YYYY-MM-DD' });
}

/** The sessions of a definition by year, built when first asked for. */
function sessionTable(definition: ExchangeDefinition) {
  const years = new Map<number, Year>();
  const year = (number: number): Year => {
    const known = years.get(number) ?? buildYear(definition, number);
    years.set(number, known);
    return known;
  };
  const isSession = (day: Session): boolean => {
    if (!isDate(day)) return false;
    const { sessions } = year(Number(day.slice(0, 4)));
    return sessions[countBefore(sessions, day)] === day;
  };
  /** The nearest session strictly on one side of a day; every year has some, so the neighbour year always ends it. */
  const beside = (day: Session, step: 1 | -1): Session => {
    for (let number = yearOf(day); number > 0 && number < 10_000; number += step) {
      const { sessions } = year(number);
      const at = step === 1 ? countBefore(sessions, `${day}~`) : countBefore(sessions, day) - 1;
      const found = sessions[at];
      if (found !== undefined) return found;
    }
    throw new AppError('INVALID_INPUT', `no session is beside "${day}"`);
  };
  const between = (from: Session, to: Session): Session[] => {
    const all: Session[] = [];
    for (let number = yearOf(from); number <= yearOf(to); number++) {
      const { sessions } = year(number);
      all.push(...sessions.slice(countBefore(sessions, from), countBefore(sessions, `${to}~`)));
    }
    return all;
  };
  return { isSession, beside, between, early: (day: Session) => year(yearOf(day)).early.get(day) };
}

/** A calendar from an exchange's definition. Years and moments are computed once. */
export function exchangeCalendar(definition: ExchangeDefinition): Calendar {
  const { timeZone, hours, mics } = definition;
  const table = sessionTable(definition);
  const moments = { open: new Map<Session, Instant>(), close: new Map<Session, Instant>() };
  const moment = (session: Session, side: 'open' | 'close'): Instant => {
    const known = moments[side].get(session);
    if (known !== undefined) return known;
    if (!table.isSession(session)) throw new AppError('INVALID_INPUT', `"${session}" is not a session of ${mics[0]}`);
    const regular = hours.findLast(({ from }) => from <= session) ?? hours[0];
    const minutes = (side === 'close' ? table.early(session) : undefined) ?? regular[side];
    const instant = zonedInstant(timeZone, session, minutes);
    moments[side].set(session, instant);
    return instant;
  };
  const close = (session: Session): Instant => moment(session, 'close');
  const open = (session: Session): Instant => moment(session, 'open');
  return {
    timeZone,
    isSession: table.isSession,
    next: day => table.beside(day, 1),
    previous: day => table.beside(day, -1),
    sessions: (from, to) => (from > to ? [] : table.between(from, to)),
    open,
    close,
    sessionAt(instant) {
      const day = localDay(timeZone, instant);
      return table.isSession(day) && open(day) <= instant && instant < close(day) ? day : undefined;
    },
    lastClosed(instant) {
      const day = localDay(timeZone, instant);
      return table.isSession(day) && close(day) <= instant ? day : table.beside(day, -1);
    },
  };
}
