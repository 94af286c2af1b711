import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { SLOW } from '../../api/polling.ts';
import { getBars, getForecasts, getScores } from '../../api/requests.ts';
import type { Decision, Forecast, ListedVersion, SymbolInfo } from '../../api/types.ts';
import { addDays } from '../../format/dates.ts';
import { championSpells, madeDuring } from './champion-spells.ts';
import { aliasOf } from './use-symbols.ts';

/** Sessions of forecasts that are fetched: a year. */
const SESSIONS = 250;
/** Calendar days that hold that many sessions and some to spare. */
const DAYS = 400;

/** The newest year of bars, oldest first. */
export const useBars = ({ symbol, last_session }: SymbolInfo) =>
  useQuery({
    queryKey: ['symbol', symbol, 'bars', last_session],
    refetchInterval: SLOW,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) =>
      last_session === null ? [] : (await getBars(symbol, addDays(last_session, -DAYS), signal)).items,
  });

/** The next-close forecasts of whoever was champion when they were made, newest first. */
export function useChampionForecasts(
  info: SymbolInfo,
  decisions: readonly Decision[] | undefined,
  versions: readonly ListedVersion[] | undefined,
) {
  const champion = aliasOf(info, 'champion');
  return useQuery({
    queryKey: ['symbol', info.symbol, 'forecasts', info.last_session, champion?.revision ?? 0, decisions?.length],
    enabled: decisions !== undefined && versions !== undefined,
    refetchInterval: SLOW,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const found: Forecast[] = [];
      for (const spell of championSpells({ champion, decisions: decisions ?? [], versions: versions ?? [] })) {
        for (let cursor: string | undefined, more = true; more && found.length < SESSIONS; ) {
          const query = { version: spell.versionId, limit: 1000, ...(cursor === undefined ? {} : { cursor }) };
          const page = await getForecasts(info.symbol, query, signal);
          found.push(...madeDuring(page.items, spell));
          cursor = page.next_cursor ?? undefined;
          more = cursor !== undefined;
        }
        if (found.length >= SESSIONS) break;
      }
      return found.slice(0, SESSIONS + 1);
    },
  });
}

/** Scores over the newest `window` settled sessions. */
export const useScores = ({ symbol, last_session }: SymbolInfo, window: number) =>
  useQuery({
    queryKey: ['symbol', symbol, 'scores', window, last_session],
    refetchInterval: SLOW,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => getScores(symbol, window, signal),
  });
