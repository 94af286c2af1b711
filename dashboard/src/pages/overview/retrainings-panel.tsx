import type { Alarm, ListedVersion, Retraining } from '../../api/types.ts';
import { Panel } from '../../components/panel.tsx';
import { ShowAll } from '../../components/show-all.tsx';
import { day, dayOf } from '../../format/dates.ts';
import { count } from '../../format/numbers.ts';
import { retrainingCause, versionName } from './describe-loop.ts';
import { useAlarms, useRetrainings, useVersions } from './use-loop.ts';
import { useShown } from './use-shown.ts';

const nothing = (retrainings: readonly Retraining[]): string | undefined =>
  retrainings.length > 0 ? undefined : 'Nothing was retrained so far. An alarm, or nextclose retrain, starts it.';

export function RetrainingsPanel({ symbol }: { readonly symbol: string }) {
  const retrainings = useRetrainings(symbol);
  const versions = useVersions(symbol).data ?? [];
  const alarms = useAlarms(symbol).data ?? [];
  const aside = retrainings.data && <span className="tally">{count(retrainings.data.length)}</span>;
  return (
    <Panel title="Retrainings" source={retrainings} empty={nothing} aside={aside} className="panel-list">
      {data => <Retrainings retrainings={data} versions={versions} alarms={alarms} />}
    </Panel>
  );
}

type Props = {
  readonly retrainings: readonly Retraining[];
  readonly versions: readonly ListedVersion[];
  readonly alarms: readonly Alarm[];
};

const OUTCOMES = {
  shadowing: 'shadowing',
  promoted: 'promoted',
  rejected: 'rejected',
  failed: 'failed',
  running: 'running',
} as const;

function Retrainings({ retrainings, versions, alarms }: Props) {
  const { shown, hidden, showAll } = useShown(retrainings, 5);
  return (
    <>
      <ul className="events">
        {shown.map(({ id, requested_at, outcome, reason, alarm_id, challenger_id, finished_at }) => (
          <li key={id} className={`event event-${outcome ?? 'running'}`}>
            <p className="event-head">
              <time dateTime={dayOf(requested_at)}>{day(dayOf(requested_at))}</time>
              <span className={`badge badge-${outcome ?? 'running'}`}>{OUTCOMES[outcome ?? 'running']}</span>
            </p>
            <p className="event-why">
              {challenger_id && <strong className="event-who">{versionName(challenger_id, versions)}</strong>}
              {retrainingCause(reason, alarm_id, alarms)}
              {finished_at && `, done ${day(dayOf(finished_at))}`}
            </p>
          </li>
        ))}
      </ul>
      <ShowAll hidden={hidden} onShow={showAll} />
    </>
  );
}
