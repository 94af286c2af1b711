import type { Alarm, Drift, ListedVersion, SymbolInfo } from '../../api/types.ts';
import { Panel } from '../../components/panel.tsx';
import { ShowAll } from '../../components/show-all.tsx';
import { join } from '../../components/source.ts';
import { day } from '../../format/dates.ts';
import { count } from '../../format/numbers.ts';
import { detectorRule, inUnit, unitOf, versionName } from './describe-loop.ts';
import { useAlarms, useDrift, useVersions } from './use-loop.ts';
import { useShown } from './use-shown.ts';
import { aliasOf } from './use-symbols.ts';

type Data = { readonly alarms: readonly Alarm[]; readonly drift: readonly Drift[] };

const nothing = ({ alarms, drift }: Data): string | undefined =>
  alarms.length + drift.length > 0 ? undefined : 'No alarm so far: no detector has seen a settled forecast yet.';

export function AlarmsPanel({ info }: { readonly info: SymbolInfo }) {
  const { symbol } = info;
  const champion = aliasOf(info, 'champion')?.model?.id;
  const alarms = useAlarms(symbol);
  const versions = useVersions(symbol).data ?? [];
  const aside = alarms.data && <span className="tally">{count(alarms.data.length)}</span>;
  return (
    <Panel
      title="Alarms"
      source={join({ alarms, drift: useDrift(symbol) })}
      empty={nothing}
      aside={aside}
      className="panel-list"
    >
      {({ alarms, drift }) => (
        <Alarms alarms={alarms} now={drift.find(state => state.version_id === champion)} versions={versions} />
      )}
    </Panel>
  );
}

type Props = {
  readonly alarms: readonly Alarm[];
  /** The champion's detector, once it has seen a session */
  readonly now: Drift | undefined;
  readonly versions: readonly ListedVersion[];
};

function Alarms({ alarms, now, versions }: Props) {
  const { shown, hidden, showAll } = useShown(alarms, 5);
  return (
    <>
      {now && <DetectorNow state={now} />}
      {alarms.length === 0 && <p className="empty">No alarm so far.</p>}
      <ul className="events">
        {shown.map(alarm => (
          <li key={alarm.id} className="event event-alarm">
            <p className="event-head">
              <time dateTime={alarm.session}>{day(alarm.session)}</time>
              <span className="event-what">
                {inUnit(alarm.statistic, alarm.details)} over {inUnit(alarm.threshold, alarm.details)}
              </span>
            </p>
            <p className="event-why">
              {versionName(alarm.version_id, versions)}: {detectorRule(alarm.detector, alarm.details)}
            </p>
          </li>
        ))}
      </ul>
      <ShowAll hidden={hidden} onShow={showAll} />
    </>
  );
}

/** How near the champion's detector is to its threshold. */
function DetectorNow({ state: { statistic, threshold, detector, session } }: { readonly state: Drift }) {
  const unit = unitOf(detector);
  if (statistic === null) return <p className="fine">The detector’s window is still filling ({day(session)}).</p>;
  return (
    <div className="gauge">
      <p>
        The champion’s detector is at {inUnit(statistic, unit)}, its threshold at {inUnit(threshold, unit)}.
      </p>
      <meter min={0} max={1.5 * threshold} high={threshold} low={0.9 * threshold} optimum={0} value={statistic}>
        {inUnit(statistic, unit)}
      </meter>
    </div>
  );
}
