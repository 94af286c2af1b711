const DAY = 86_400_000;
const shown = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });

/** @example day('2018-02-05') // '5 Feb 2018' */
export function day(session: string | null | undefined): string {
  if (!session) return '–';
  const at = Date.parse(`${session.slice(0, 10)}T00:00:00Z`);
  return Number.isNaN(at) ? session : shown.format(at);
}

/** The UTC day of an instant; markets close on the day that their session is named after. */
export const dayOf = (instant: string): string => instant.slice(0, 10);

/** @example addDays('2018-03-01', -1) // '2018-02-28' */
export const addDays = (session: string, days: number): string =>
  new Date(Date.parse(`${session}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
