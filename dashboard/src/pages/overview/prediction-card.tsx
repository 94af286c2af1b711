import type { Prediction } from '../../api/types.ts';
import { percent, price, priceDigits } from '../../format/numbers.ts';

/** The answer to the try-it box. */
export function PredictionCard({ answer }: { readonly answer: Prediction }) {
  const { prediction, lower, upper, level, random_walk, forecast, model, forecast_id } = answer;
  const digits = priceDigits(random_walk);
  return (
    <output className="answer">
      <span className="answer-price">{price(prediction, digits)}</span>
      <span>
        {percent(level, 0)} interval {price(lower, digits)} – {price(upper, digits)}
      </span>
      <span>random walk {price(random_walk, digits)}</span>
      {forecast.length > 1 && (
        <span>
          step {forecast.length}: {price(forecast.at(-1)?.mean, digits)} ({price(forecast.at(-1)?.lower, digits)} –{' '}
          {price(forecast.at(-1)?.upper, digits)})
        </span>
      )}
      <span className="fine">
        {model.name} v{model.version}, logged as <code>{forecast_id}</code>
      </span>
    </output>
  );
}
