import type { lastSettled } from '../../charts/price-chart-data.ts';
import { day } from '../../format/dates.ts';
import { price, priceDigits, signed } from '../../format/numbers.ts';

type Props = { readonly rows: ReturnType<typeof lastSettled> };

export function SettledTable({ rows }: Props) {
  return (
    <div className="scroll">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">Session</th>
            <th scope="col" className="num">
              Forecast
            </th>
            <th scope="col" className="num">
              Interval
            </th>
            <th scope="col" className="num">
              Close
            </th>
            <th scope="col" className="num">
              Error
            </th>
            <th scope="col" className="num">
              Random walk’s
            </th>
            <th scope="col">Inside</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(row => {
            const digits = priceDigits(row.actual);
            return (
              <tr key={row.id}>
                <th scope="row">{day(row.target_session)}</th>
                <td className="num">{price(row.mean, digits)}</td>
                <td className="num">
                  {price(row.lower, digits)} – {price(row.upper, digits)}
                </td>
                <td className="num">{price(row.actual, digits)}</td>
                <td className="num">{signed(row.error, digits)}</td>
                <td className="num">{signed(row.actual - row.previous_close, digits)}</td>
                <td>{row.inside ? 'yes' : 'no'}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
