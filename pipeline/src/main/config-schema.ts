import { type Static, Type } from 'typebox';
import { DEFAULT_SPECS } from '../train/index.ts';

const strict = { additionalProperties: false };

/** All settings with their defaults; `nextclose.config.ts` may name any part of them. */
export const ConfigSchema = Type.Object(
  {
    symbols: Type.Array(Type.String({ minLength: 1 }), { default: ['AAPL', '^GSPC'], minItems: 1, uniqueItems: true }),
    /** `sample` (two real series that ship with npm packages), `yahoo`, or `csv:DIR` */
    source: Type.String({ pattern: '^(sample|yahoo|csv:.+)$', default: 'sample' }),
    /** The market whose calendar is used where the source names none */
    exchange: Type.String({ default: 'XNYS' }),
    ingest: Type.Object(
      {
        /** Minutes after the close at which a session's bars are fetched */
        delayMinutes: Type.Integer({ minimum: 0, maximum: 720, default: 30 }),
        /** Sessions fetched again each time, so that corrections are seen */
        overlapSessions: Type.Integer({ minimum: 0, maximum: 250, default: 5 }),
      },
      { ...strict, default: {} },
    ),
    forecast: Type.Object(
      {
        horizon: Type.Integer({ minimum: 1, maximum: 30, default: 1 }),
        level: Type.Number({ exclusiveMinimum: 0, exclusiveMaximum: 1, default: 0.9 }),
      },
      { ...strict, default: {} },
    ),
    train: Type.Object(
      {
        models: Type.Array(Type.String(), { minItems: 1, uniqueItems: true, default: [...DEFAULT_SPECS] }),
        /** Sessions that a fit reads */
        window: Type.Integer({ minimum: 60, maximum: 100_000, default: 500 }),
        /** One-step forecasts by which candidates are scored */
        validation: Type.Integer({ minimum: 20, maximum: 10_000, default: 120 }),
        refitEvery: Type.Integer({ minimum: 1, maximum: 10_000, default: 20 }),
        /** History that a symbol needs before its first training */
        minimumSessions: Type.Integer({ minimum: 60, maximum: 100_000, default: 300 }),
      },
      { ...strict, default: {} },
    ),
    drift: Type.Object(
      {
        window: Type.Integer({ minimum: 2, maximum: 2_520, default: 20 }),
        /** 0.1 = rolling RMSE more than 10 % above the training RMSE */
        ratio: Type.Number({ minimum: 0, default: 0.1 }),
        /** Sessions in a row above the threshold */
        consecutive: Type.Integer({ minimum: 1, maximum: 250, default: 3 }),
        errors: Type.Union([Type.Literal('relative'), Type.Literal('price')], { default: 'relative' }),
      },
      { ...strict, default: {} },
    ),
    retrain: Type.Object(
      {
        policy: Type.String({ default: 'brief' }),
        coolDownDays: Type.Number({ minimum: 0, default: 30 }),
        /** Sessions after both cut-offs on which a challenger is judged */
        gateSessions: Type.Integer({ minimum: 2, maximum: 2_520, default: 20 }),
      },
      { ...strict, default: {} },
    ),
    server: Type.Object(
      {
        host: Type.String({ default: '127.0.0.1' }),
        port: Type.Integer({ minimum: 0, maximum: 65_535, default: 4280 }),
      },
      { ...strict, default: {} },
    ),
  },
  strict,
);

export type Config = Static<typeof ConfigSchema>;

/** What a user writes: any part of the settings, the rest keeps its defaults. */
export type UserConfig = {
  [Key in keyof Config]?: Config[Key] extends readonly unknown[] ? Config[Key] : Partial<Config[Key]>;
};

/** For `nextclose.config.ts`: `export default defineConfig({ symbols: ['AAPL'] })`. */
export const defineConfig = (config: UserConfig): UserConfig => config;
