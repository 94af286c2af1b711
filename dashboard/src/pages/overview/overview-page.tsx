import { PanelBody } from '../../components/panel.tsx';
import { PageFooter } from './page-footer.tsx';
import { SymbolList } from './symbol-list.tsx';
import { SymbolView } from './symbol-view.tsx';
import { TopBar } from './top-bar.tsx';
import { usePulse } from './use-pulse.ts';
import { useSelectedSymbol } from './use-selected-symbol.ts';
import { useSymbols } from './use-symbols.ts';

const noSymbols = (symbols: readonly unknown[]): string | undefined =>
  symbols.length > 0 ? undefined : 'No symbol is followed yet. Ingest some: nextclose ingest AAPL.';

/** The one page: the symbols beside everything that is known about the selected one. */
export function OverviewPage() {
  const symbols = useSymbols();
  const named = useSelectedSymbol();
  const selected = named ?? symbols.data?.[0]?.symbol;
  return (
    <>
      <button type="button" className="skip" onClick={focusMain}>
        Skip to the forecasts
      </button>
      <TopBar pulse={usePulse()} />
      <div className="shell">
        <nav className="sidebar" aria-label="Symbols">
          <PanelBody source={symbols} empty={noSymbols}>
            {all => <SymbolList symbols={all} selected={selected} />}
          </PanelBody>
        </nav>
        <main id="main" tabIndex={-1}>
          {selected !== undefined && <SymbolView key={selected} symbol={selected} />}
        </main>
      </div>
      <PageFooter />
    </>
  );
}

/** No link, as the address holds the symbol. */
function focusMain(): void {
  document.getElementById('main')?.focus();
}
