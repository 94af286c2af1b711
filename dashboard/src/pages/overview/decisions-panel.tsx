import type { Decision, ListedVersion } from '../../api/types.ts';
import { Panel } from '../../components/panel.tsx';
import { ShowAll } from '../../components/show-all.tsx';
import { day, dayOf } from '../../format/dates.ts';
import { apartPercents, count, counted } from '../../format/numbers.ts';
import { numberAt, versionName } from './describe-loop.ts';
import { useDecisions, useVersions } from './use-loop.ts';
import { useShown } from './use-shown.ts';

const nothing = (decisions: readonly Decision[]): string | undefined =>
  decisions.length > 0
    ? undefined
    : 'The gate has decided nothing yet: no challenger has shadowed the champion for long enough.';

export function DecisionsPanel({ symbol }: { readonly symbol: string }) {
  const decisions = useDecisions(symbol);
  const versions = useVersions(symbol).data ?? [];
  const aside = decisions.data && <span className="tally">{count(decisions.data.length)}</span>;
  return (
    <Panel title="Gate decisions" source={decisions} empty={nothing} aside={aside} className="panel-list">
      {data => <Decisions decisions={data} versions={versions} />}
    </Panel>
  );
}

type Props = { readonly decisions: readonly Decision[]; readonly versions: readonly ListedVersion[] };

export function Decisions({ decisions, versions }: Props) {
  const { shown, hidden, showAll } = useShown(decisions, 5);
  return (
    <>
      <ul className="events">
        {shown.map(decision => (
          <li key={decision.id} className={`event event-${decision.outcome}`}>
            <p className="event-head">
              <time dateTime={dayOf(decision.decided_at)}>{day(dayOf(decision.decided_at))}</time>
              <span className={`badge badge-${decision.outcome}`}>
                {decision.outcome === 'promote' ? 'promoted' : 'rejected'}
              </span>
            </p>
            <DecisionNumbers decision={decision} versions={versions} />
          </li>
        ))}
      </ul>
      <ShowAll hidden={hidden} onShow={showAll} />
    </>
  );
}

/** The two errors that were compared, or the gate's own words where it compared something else. */
function DecisionNumbers({
  decision,
  versions,
}: {
  readonly decision: Decision;
  readonly versions: readonly ListedVersion[];
}) {
  const challenger = numberAt(decision.numbers, 'challenger_rmse');
  const champion = numberAt(decision.numbers, 'champion_rmse');
  const n = numberAt(decision.numbers, 'sessions');
  if (challenger === null || champion === null) return <p className="event-why">{decision.reason}</p>;
  const [challengerText, championText] = apartPercents(challenger, champion);
  return (
    <dl className="duel">
      <dt>{versionName(decision.challenger_id, versions)}</dt>
      <dd className={challenger < champion ? 'num strong' : 'num'}>{challengerText}</dd>
      <dt>{versionName(decision.champion_id, versions)} (champion)</dt>
      <dd className={challenger < champion ? 'num' : 'num strong'}>{championText}</dd>
      {n !== null && <dd className="duel-n">RMSE on the same {counted(n, 'session')}</dd>}
    </dl>
  );
}
