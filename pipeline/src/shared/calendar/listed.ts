import type { Session } from '../time.ts';
import type { ExchangeDefinition } from './definition.ts';
import { clock } from './rules.ts';

/**
 * A year as published, for exchanges whose holidays no rule gives: `MMDD` is a closure, `+MMDD` a session on a day that would
 * not trade, `MMDD@HH:MM-HH:MM` a session with hours of its own; a word may be both of the latter.
 */
export type ListedYears = Readonly<Record<number, string>>;

const WORD = /^(\+?)(\d\d)(\d\d)(?:@(\d\d:\d\d)-(\d\d:\d\d))?$/;

type Entry = { readonly day: Session; readonly extra: boolean; readonly open?: string; readonly close?: string };

function entry(year: string, word: string): Entry {
  const [, plus, month, day, open, close] = WORD.exec(word) ?? [];
  if (month === undefined) throw new RangeError(`"${word}" in ${year} is no entry of a calendar`);
  const times = open === undefined || close === undefined ? {} : { open, close };
  return { day: `${year}-${month}-${day}`, extra: plus === '+', ...times };
}

/** The parts of a definition that lists give: known from the first of their years to the last. */
export function listed(years: ListedYears) {
  const entries = Object.entries(years).flatMap(([year, line]) =>
    line.split(' ').flatMap(word => (word === '' ? [] : [entry(year, word)])),
  );
  const of = (year: number) => entries.filter(({ day }) => day.startsWith(`${year}-`));
  const all = Object.keys(years).map(Number);
  return {
    rulesSince: Math.min(...all),
    knownUntil: Math.max(...all),
    specialClosures: [],
    holidays: year => of(year).flatMap(({ day, extra, open }) => (extra || open !== undefined ? [] : [day])),
    extraSessions: entries.flatMap(({ day, extra }) => (extra ? [day] : [])),
    earlyCloses: year =>
      of(year).flatMap(({ day, close }) => (close === undefined ? [] : [{ session: day, close: clock(close) }])),
    lateOpens: year =>
      of(year).flatMap(({ day, open }) => (open === undefined ? [] : [{ session: day, open: clock(open) }])),
  } satisfies Partial<ExchangeDefinition>;
}
