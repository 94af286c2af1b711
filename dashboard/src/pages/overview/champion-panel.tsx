import type { Alias, SymbolInfo, Version } from '../../api/types.ts';
import { Panel } from '../../components/panel.tsx';
import { day, dayOf } from '../../format/dates.ts';
import { count, percent } from '../../format/numbers.ts';
import { numberAt, textAt, withShortIds } from './describe-loop.ts';
import { useVersion } from './use-loop.ts';
import { aliasOf } from './use-symbols.ts';

const nothing = (version: Version | null): string | undefined =>
  version ? undefined : 'No version is champion yet. The first training registers one once there is enough history.';

export function ChampionPanel({ info }: { readonly info: SymbolInfo }) {
  const alias = aliasOf(info, 'champion');
  return (
    <Panel title="Champion" source={useVersion(alias?.model?.id ?? null)} empty={nothing} className="panel-champion">
      {version => version && <ChampionCard version={version} alias={alias} />}
    </Panel>
  );
}

type Props = { readonly version: Version; readonly alias: Alias | undefined };

function ChampionCard({ version, alias }: Props) {
  const { scores, lineage } = version;
  const rmse = numberAt(scores, 'rmse');
  const walk = numberAt(scores, 'random_walk_rmse');
  const n = numberAt(scores, 'n');
  const observations = numberAt(lineage, 'observations');
  return (
    <>
      <p className="champion-name">
        {version.name} <span className="version">v{version.version}</span>
      </p>
      <dl className="facts">
        <dt>Version id</dt>
        <dd className="id">
          <code>{version.id}</code>
        </dd>
        <dt>Cut-off</dt>
        <dd>{day(version.cutoff)}</dd>
        <dt>Champion since</dt>
        <dd>{alias ? day(dayOf(alias.moved_at)) : '–'}</dd>
        <dt>Made by</dt>
        <dd>{withShortIds(textAt(lineage, 'reason') ?? '–')}</dd>
        <dt>Fitted on</dt>
        <dd>
          {observations === null ? '–' : `${count(observations)} sessions`}
          {textAt(lineage, 'feature_set') === null ? ', closes only' : `, features ${textAt(lineage, 'feature_set')}`}
        </dd>
        <dt>Walk-forward RMSE</dt>
        <dd>
          {percent(rmse, 3)}
          {walk !== null && <span className="beside"> random walk {percent(walk, 3)}</span>}
          {n !== null && <span className="beside"> n = {count(n)}</span>}
        </dd>
      </dl>
    </>
  );
}
