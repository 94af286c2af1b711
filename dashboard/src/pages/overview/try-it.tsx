import { type SubmitEvent, useId, useState } from 'react';
import type { Prediction, PredictRequest } from '../../api/types.ts';
import { parsePrices, showPrices } from './parse-prices.ts';
import { PredictionCard } from './prediction-card.tsx';

type Props = {
  readonly symbol: string;
  readonly closes: readonly number[];
  readonly onSend: (request: PredictRequest) => void;
  readonly busy: boolean;
  readonly answer: Prediction | undefined;
  readonly error: Error | null;
};

/** Recent prices in, a forecast out: what `POST /predict` does. */
export function TryIt({ symbol, closes, onSend, busy, answer, error }: Props) {
  const [text, setText] = useState(() => showPrices(closes));
  const [horizon, setHorizon] = useState(1);
  const [pooled, setPooled] = useState(false);
  const [fault, setFault] = useState<string>();
  const field = useId();

  const send = (event: SubmitEvent) => {
    event.preventDefault();
    const parsed = parsePrices(text);
    setFault(parsed.fault);
    if (parsed.fault !== undefined) return;
    onSend({ recent_prices: parsed.prices, horizon, level: 0.9, ...(pooled ? {} : { symbol }) });
  };

  const accepted =
    error && 'accepted' in error && typeof error.accepted === 'string' ? ` (accepted: ${error.accepted})` : '';
  const problem = fault ?? (error ? `${error.message}${accepted}` : undefined);
  return (
    <form className="try" onSubmit={send} noValidate>
      <div className="field field-prices">
        <label htmlFor={`${field}-prices`}>Recent closes, oldest first</label>
        <textarea
          id={`${field}-prices`}
          rows={5}
          spellCheck={false}
          value={text}
          onChange={event => setText(event.target.value)}
          aria-invalid={fault !== undefined}
          aria-describedby={`${field}-problem`}
        />
      </div>
      <div className="try-controls">
        <div className="field">
          <label htmlFor={`${field}-model`}>Model</label>
          <select
            id={`${field}-model`}
            value={pooled ? 'pool' : 'own'}
            onChange={event => setPooled(event.target.value === 'pool')}
          >
            <option value="own">{symbol}, price only</option>
            <option value="pool">Pooled over all symbols</option>
          </select>
        </div>
        <div className="field">
          <label htmlFor={`${field}-horizon`}>Sessions ahead</label>
          <select id={`${field}-horizon`} value={horizon} onChange={event => setHorizon(Number(event.target.value))}>
            {[1, 5, 10, 20].map(steps => (
              <option key={steps}>{steps}</option>
            ))}
          </select>
        </div>
        <button type="submit" className="button button-main" disabled={busy}>
          {busy ? 'Forecasting…' : 'Forecast'}
        </button>
      </div>
      <div id={`${field}-problem`} role={problem ? 'alert' : undefined}>
        {problem && <p className="problem">{problem}</p>}
      </div>
      {answer && !problem && <PredictionCard answer={answer} />}
    </form>
  );
}
