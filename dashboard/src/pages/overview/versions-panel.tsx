import type { ListedVersion } from '../../api/types.ts';
import { Panel } from '../../components/panel.tsx';
import { ShowAll } from '../../components/show-all.tsx';
import { day, dayOf } from '../../format/dates.ts';
import { count, percent } from '../../format/numbers.ts';
import { aliasTitle, byUse, numberAt } from './describe-loop.ts';
import { useVersions } from './use-loop.ts';
import { useShown } from './use-shown.ts';

const nothing = (versions: readonly ListedVersion[]): string | undefined =>
  versions.length > 0 ? undefined : 'No version is registered yet. The first training registers some.';

export function VersionsPanel({ symbol }: { readonly symbol: string }) {
  const versions = useVersions(symbol);
  const aside = versions.data && <span className="tally">{count(versions.data.length)}</span>;
  return (
    <Panel title="Registry" source={versions} empty={nothing} aside={aside} className="panel-versions">
      {data => <Versions versions={data} />}
    </Panel>
  );
}

function Versions({ versions }: { readonly versions: readonly ListedVersion[] }) {
  const { shown, hidden, showAll } = useShown(byUse(versions), 8);
  return (
    <>
      <div className="scroll">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Version</th>
              <th scope="col">Cut-off</th>
              <th scope="col" className="num">
                Walk-forward RMSE
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map(version => (
              <VersionRow key={version.id} version={version} />
            ))}
          </tbody>
        </table>
      </div>
      <ShowAll hidden={hidden} onShow={showAll} />
    </>
  );
}

function VersionRow({ version }: { readonly version: ListedVersion }) {
  const n = numberAt(version.scores, 'n');
  return (
    <tr>
      <th scope="row">
        {version.name} <span className="version">v{version.version}</span>{' '}
        {version.aliases.map(alias => (
          <span key={alias} className={`badge badge-alias-${alias}`}>
            {aliasTitle(alias)}
          </span>
        ))}
        <code className="note">{version.id}</code>
      </th>
      <td className="nowrap">
        {day(version.cutoff)}
        <span className="note">registered {day(dayOf(version.registered_at))}</span>
      </td>
      <td className="num">
        {percent(numberAt(version.scores, 'rmse'), 3)}
        {n !== null && <span className="note">n = {count(n)}</span>}
      </td>
    </tr>
  );
}
