/** The charts library asks every page that uses it to show this notice and link. */
export function PageFooter() {
  return (
    <footer className="footer">
      <p>
        Every forecast is scored beside the random walk’s, which says that the next close is the last one. Nothing here
        is advice to buy or sell.
      </p>
      <p>
        Charts: TradingView Lightweight Charts™. Copyright (c) 2026 TradingView, Inc.{' '}
        <a href="https://www.tradingview.com/" rel="noreferrer" target="_blank">
          https://www.tradingview.com/
        </a>
      </p>
    </footer>
  );
}
