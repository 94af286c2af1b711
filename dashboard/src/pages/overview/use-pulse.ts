import { useQuery } from '@tanstack/react-query';
import { getHealth } from '../../api/requests.ts';

export type Pulse = 'connecting' | 'live' | 'lost';

/** Whether the server answered when it was last asked, a few seconds ago at most. */
export function usePulse(): Pulse {
  const { isError, isPending } = useQuery({
    queryKey: ['health'],
    retry: false,
    queryFn: ({ signal }) => getHealth(signal),
  });
  if (isError) return 'lost';
  return isPending ? 'connecting' : 'live';
}
