import type { Bar, Forecast } from '../api/types.ts';

/** A settled forecast of the next close, made half an hour after its session's close; the parts given replace its own. */
export const forecastOf = (part: Partial<Forecast> = {}): Forecast => {
  const session = part.session ?? '2018-01-02';
  return {
    id: `fc_${session}`,
    version_id: 'mv_1',
    session,
    target_session: '2018-01-03',
    horizon: 1,
    level: 0.9,
    previous_close: 100,
    mean: 101,
    lower: 98,
    upper: 104,
    made_at: `${session}T21:30:00.000Z`,
    actual: 102,
    error: 1,
    inside: true,
    ...part,
  };
};

export const barOf = (session: string, close: number): Bar => ({
  session,
  open: close,
  high: close,
  low: close,
  close,
  volume: 1000,
});
