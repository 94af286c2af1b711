import type { Alarm, Alias, Decision } from '../api/types.ts';
import { dayOf } from '../format/dates.ts';

export type ChartEvent = {
  readonly time: string;
  readonly kind: 'alarm' | 'promotion' | 'rejection';
  readonly text: string;
};

type Events = {
  readonly alarms: readonly Pick<Alarm, 'session'>[];
  readonly decisions: readonly Pick<Decision, 'outcome' | 'decided_at' | 'reason'>[];
  readonly champion?: Alias | undefined;
};

/**
 * What happened to the champion, each at the last of `sessions` (oldest first) that is not after it; what came before the
 * first session is left out.
 */
export function chartEvents({ alarms, decisions, champion }: Events, sessions: readonly string[]): ChartEvent[] {
  const events: ChartEvent[] = [
    ...alarms.map(({ session }) => ({ time: session, kind: 'alarm' as const, text: 'drift alarm' })),
    ...decisions.map(({ outcome, decided_at, reason }) => ({
      time: dayOf(decided_at),
      kind: outcome === 'promote' ? ('promotion' as const) : ('rejection' as const),
      text: `${outcome === 'promote' ? 'challenger promoted' : 'challenger rejected'}, ${reason}`,
    })),
    ...movedByHand(champion, decisions),
  ];
  return events
    .flatMap(event => {
      const time = sessions.findLast(session => session <= event.time);
      return time === undefined ? [] : [{ ...event, time }];
    })
    .sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0));
}

/** The newest move of the champion alias where the gate did not make it; the very first champion is no promotion. */
function movedByHand(champion: Alias | undefined, decisions: Events['decisions']): ChartEvent[] {
  if (!champion?.model || champion.revision < 2) return [];
  const byGate = decisions.some(
    ({ outcome, decided_at }) => outcome === 'promote' && dayOf(decided_at) === dayOf(champion.moved_at),
  );
  if (byGate) return [];
  return [
    { time: dayOf(champion.moved_at), kind: 'promotion', text: `version ${champion.model.version} became champion` },
  ];
}
