import { AppError } from '../errors.ts';
import { addDays, isSession as isDate, type Session } from '../time.ts';
import { type ExchangeDefinition, hoursOn } from './definition.ts';
import { weekday } from './rules.ts';

type Year = {
  readonly sessions: readonly Session[];
  readonly close: ReadonlyMap<Session, number>;
  readonly open: ReadonlyMap<Session, number>;
};

function buildYear(definition: ExchangeDefinition, year: number): Year {
  const ruled = year >= definition.rulesSince;
  const closed = new Set(ruled ? [...definition.holidays(year), ...definition.specialClosures] : []);
  const extra = new Set(ruled ? definition.extraSessions : []);
  const changes = definition.hours.some(({ weekdays }) => weekdays !== undefined);
  const sessions: Session[] = [];
  const first = `${String(year).padStart(4, '0')}-01-01`;
  const startsOn = weekday(first);
  const length = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 366 : 365;
  for (let i = 0; i < length; i++) {
    const day = addDays(first, i);
    const week = (changes ? hoursOn(definition, day).weekdays : undefined) ?? definition.weekdays;
    if (extra.has(day) || (week.includes((startsOn + i) % 7) && !closed.has(day))) sessions.push(day);
  }
  const early = ruled ? definition.earlyCloses(year) : [];
  const late = (ruled ? definition.lateOpens?.(year) : undefined) ?? [];
  return {
    sessions,
    close: new Map(early.map(({ session, close }) => [session, close])),
    open: new Map(late.map(({ session, open }) => [session, open])),
  };
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

function unpublished({ mics, knownUntil }: ExchangeDefinition): AppError {
  return new AppError('INVALID_INPUT', `the calendar of ${mics[0]} is published until ${knownUntil}-12-31 only`, {
    field: 'session',
    accepted: `days until ${knownUntil}-12-31`,
  });
}

/** The sessions of a definition by year, built when first asked for. */
export function sessionTable(definition: ExchangeDefinition) {
  const years = new Map<number, Year>();
  const year = (number: number): Year => {
    if (definition.knownUntil !== undefined && number > definition.knownUntil) throw unpublished(definition);
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
  return {
    isSession,
    beside,
    between,
    exception: (day: Session, side: 'open' | 'close') => year(yearOf(day))[side].get(day),
  };
}
