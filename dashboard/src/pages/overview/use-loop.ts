import { useQuery } from '@tanstack/react-query';
import { getAlarms, getDecisions, getDrift, getRetrainings, getVersion, getVersions } from '../../api/requests.ts';

const items = <Item>({ items }: { readonly items: readonly Item[] }): readonly Item[] => items;

export const useAlarms = (symbol: string) =>
  useQuery({
    queryKey: ['symbol', symbol, 'alarms'],
    queryFn: ({ signal }) => getAlarms(symbol, signal),
    select: items,
  });

export const useDrift = (symbol: string) =>
  useQuery({ queryKey: ['symbol', symbol, 'drift'], queryFn: ({ signal }) => getDrift(symbol, signal), select: items });

export const useDecisions = (symbol: string) =>
  useQuery({
    queryKey: ['symbol', symbol, 'decisions'],
    queryFn: ({ signal }) => getDecisions(symbol, signal),
    select: items,
  });

export const useRetrainings = (symbol: string) =>
  useQuery({
    queryKey: ['symbol', symbol, 'retrainings'],
    queryFn: ({ signal }) => getRetrainings(symbol, signal),
    select: items,
  });

export const useVersions = (symbol: string) =>
  useQuery({
    queryKey: ['symbol', symbol, 'versions'],
    queryFn: ({ signal }) => getVersions(symbol, signal),
    select: items,
  });

/** A version never changes once it is registered; null asks for nothing. */
export const useVersion = (id: string | null) =>
  useQuery({
    queryKey: ['version', id],
    refetchInterval: false,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) => (id === null ? null : getVersion(id, signal)),
  });
