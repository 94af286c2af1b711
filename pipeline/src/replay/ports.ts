/** What a replay left in its schema, counted and hashed by SQL alone. */
export type LoopCounts = {
  readonly bars: number;
  readonly revised_bars: number;
  readonly rejected_rows: number;
  readonly symbols: number;
  readonly sessions: number;
  readonly symbol_sessions: number;
  readonly forecasts: number;
  readonly settlements: number;
  readonly alarms: number;
  readonly retrainings: number;
  readonly promotions: number;
  readonly rejections: number;
  readonly versions: number;
  readonly training_runs: number;
};

export interface LoopAudit {
  counts(): Promise<LoopCounts>;
  /** SHA-256 over every forecast, settlement, alarm, decision and alias move in a fixed order: equal replays, equal digests. */
  digest(): Promise<string>;
}
