import type { SymbolInfo } from '../../api/types.ts';
import { PanelBody } from '../../components/panel.tsx';
import { AlarmsPanel } from './alarms-panel.tsx';
import { ChampionPanel } from './champion-panel.tsx';
import { DecisionsPanel } from './decisions-panel.tsx';
import { ForecastsPanel } from './forecasts-panel.tsx';
import { NextClosePanel } from './next-close-panel.tsx';
import { RetrainingsPanel } from './retrainings-panel.tsx';
import { ScoreSection } from './score-section.tsx';
import { SymbolHeader } from './symbol-header.tsx';
import { TryItPanel } from './try-it-panel.tsx';
import { useBars } from './use-history.ts';
import { useSymbol } from './use-symbols.ts';
import { VersionsPanel } from './versions-panel.tsx';

/** Everything about one symbol. Mounted anew for every symbol, so that nothing of another one stays on it. */
export function SymbolView({ symbol }: { readonly symbol: string }) {
  const info = useSymbol(symbol);
  return (
    <PanelBody source={info} empty={() => undefined}>
      {found => <KnownSymbol info={found} />}
    </PanelBody>
  );
}

function KnownSymbol({ info }: { readonly info: SymbolInfo }) {
  const bars = useBars(info);
  return (
    <div className="view">
      <SymbolHeader info={info} bars={bars.data ?? []} />
      <NextClosePanel info={info} />
      <ChampionPanel info={info} />
      <ForecastsPanel info={info} />
      <ScoreSection info={info} />
      <AlarmsPanel info={info} />
      <DecisionsPanel symbol={info.symbol} />
      <RetrainingsPanel symbol={info.symbol} />
      <VersionsPanel symbol={info.symbol} />
      <TryItPanel info={info} />
    </div>
  );
}
