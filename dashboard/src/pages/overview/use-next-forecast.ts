import { useQuery } from '@tanstack/react-query';
import { ApiError } from '../../api/api-error.ts';
import { getForecasts, getNextForecast } from '../../api/requests.ts';
import type { Forecast, NextForecast, SymbolInfo } from '../../api/types.ts';
import { aliasOf } from './use-symbols.ts';

export type NextClose = {
  readonly forecast: NextForecast;
  /** The canonical forecasts of the same close by the others, where they were made */
  readonly randomWalk: Forecast | undefined;
  readonly challenger: Forecast | undefined;
};

/** The forecast of the next close with its yardsticks; null while no champion serves the symbol. */
export const useNextForecast = (info: SymbolInfo) =>
  useQuery({
    queryKey: ['symbol', info.symbol, 'next'],
    queryFn: async ({ signal }): Promise<NextClose | null> => {
      try {
        const forecast = await getNextForecast(info.symbol, signal);
        const beside = async (alias: string): Promise<Forecast | undefined> => {
          const version = aliasOf(info, alias)?.model?.id;
          if (version === undefined) return undefined;
          const { items } = await getForecasts(info.symbol, { version, limit: 30 }, signal);
          return items.find(row => row.horizon === 1 && row.session === forecast.as_of.session);
        };
        const [randomWalk, challenger] = await Promise.all([beside('random_walk'), beside('challenger')]);
        return { forecast, randomWalk, challenger };
      } catch (error) {
        if (error instanceof ApiError && error.code === 'NO_MODEL') return null;
        throw error;
      }
    },
  });
