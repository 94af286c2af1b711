import type { Bar, SymbolInfo } from '../../api/types.ts';
import { Panel } from '../../components/panel.tsx';
import { TryIt } from './try-it.tsx';
import { useBars } from './use-history.ts';
import { usePredict } from './use-predict.ts';

const PREFILLED = 30;

const nothing = (bars: readonly Bar[]): string | undefined =>
  bars.length > 0 ? undefined : 'Prices to begin with appear here once a bar of this symbol is known.';

export function TryItPanel({ info }: { readonly info: SymbolInfo }) {
  const prediction = usePredict();
  return (
    <Panel title="Try it" source={useBars(info)} empty={nothing} className="panel-try">
      {bars => (
        <TryIt
          symbol={info.symbol}
          closes={bars.slice(-PREFILLED).map(({ close }) => close)}
          onSend={prediction.mutate}
          busy={prediction.isPending}
          answer={prediction.data}
          error={prediction.error}
        />
      )}
    </Panel>
  );
}
