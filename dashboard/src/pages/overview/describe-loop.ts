import type { Alarm, Fields, ListedVersion, Version } from '../../api/types.ts';
import { day } from '../../format/dates.ts';
import { percent, price } from '../../format/numbers.ts';

/** A number of a free record, where there is one. */
export const numberAt = (fields: Fields, name: string): number | null => {
  const value = fields[name];
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
};

export const textAt = (fields: Fields, name: string): string | null => {
  const value = fields[name];
  return typeof value === 'string' && value !== '' ? value : null;
};

/** A detector's statistic in its own unit: a share of the price, or the price's currency. */
export const inUnit = (value: number | null, details: Fields): string =>
  details['errors'] === 'price' ? price(value) : percent(value, 2);

/** Whether a detector works on shares of the price, from its name where no alarm says it. */
export const unitOf = (detector: string): Fields => ({ errors: detector.includes('price') ? 'price' : 'relative' });

/** The rule behind an alarm in words. @example 'rolling RMSE of 20 sessions, 10 % above training for 3 in a row' */
export function detectorRule(detector: string, details: Fields): string {
  const window = numberAt(details, 'window');
  const ratio = numberAt(details, 'ratio');
  const consecutive = numberAt(details, 'consecutive');
  if (window === null || ratio === null || consecutive === null) return detector;
  return `rolling RMSE of ${window} sessions more than ${percent(ratio, 0)} above training, ${consecutive} in a row`;
}

/** @example versionName('mv_1', versions) // 'v3 · arima(1,1,1)', or the id where the version is not in the list */
export function versionName(id: string | null, versions: readonly Pick<Version, 'id' | 'name' | 'version'>[]): string {
  if (id === null) return '–';
  const found = versions.find(version => version.id === id);
  return found ? `v${found.version} · ${found.name}` : shortId(id);
}

/** Why something was retrained: the alarm where one did it, else the reason that was given. */
export function retrainingCause(
  reason: string,
  alarmId: string | null,
  alarms: readonly Pick<Alarm, 'id' | 'session'>[],
): string {
  const alarm = alarms.find(({ id }) => id === alarmId);
  return alarm ? `after the alarm of ${day(alarm.session)}` : reason;
}

/** A text of the loop with its long ids shortened. @example withShortIds('refit after dc_7736614b02cd12875') // 'refit after dc_7736614b02…' */
export const withShortIds = (text: string): string => text.replace(/\b[a-z]{2}_[0-9a-f]{12,}/g, shortId);

/** Enough of an id to tell it from others. */
const shortId = (id: string): string => (id.length > 14 ? `${id.slice(0, 13)}…` : id);

const ROLES: Readonly<Record<string, string>> = {
  champion: 'Champion',
  challenger: 'Challenger',
  random_walk: 'Random walk',
  price_only: 'Price only',
};

export const aliasTitle = (alias: string): string => ROLES[alias] ?? alias;

/** Versions that something points at first, then newest first as they came. */
export const byUse = (versions: readonly ListedVersion[]): ListedVersion[] => [
  ...versions.filter(({ aliases }) => aliases.length > 0),
  ...versions.filter(({ aliases }) => aliases.length === 0),
];
