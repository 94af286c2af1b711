import type { FastifyInstance } from 'fastify';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Log } from '#shared';
import { cached } from './cache.ts';
import type { LoopTotals, ScoreReader, Spool, SymbolScores, TotalsReader } from './ports.ts';
import type { Versions } from './versions.ts';

export type MetricsDeps = {
  readonly spool: Spool;
  readonly totals: TotalsReader;
  readonly scores: ScoreReader;
  readonly versions: Versions;
  readonly monotonic: () => number;
  readonly log: Log;
};

/** A scrape reads the database at most this often; labels by symbol stop at the cap, in alphabetical order. */
const READ_EVERY_MS = 15_000;
const SYMBOL_CAP = 100;
const WINDOW = 60;

type Scored = SymbolScores & { readonly symbol: string };
type Reading = { readonly totals: LoopTotals; readonly scores: readonly Scored[] };

/** The server's own registry, so that two servers in one process (tests) do not share counters. */
export function serveMetrics(app: FastifyInstance, deps: MetricsDeps): () => Promise<{ type: string; text: string }> {
  const register = new Registry();
  collectDefaultMetrics({ register });
  observeRequests(app, register);
  const show = [spoolMetrics(register, deps.spool), loopMetrics(register), scoreMetrics(register)] as const;
  const failures = new Counter({
    name: 'nextclose_metrics_read_failures_total',
    help: 'Scrapes whose numbers of the loop could not be read and are those of an earlier scrape',
    registers: [register],
  });
  const read = cached<Reading>(1, READ_EVERY_MS, deps.monotonic);
  return async () => {
    show[0]();
    try {
      const { totals, scores } = await read('all', () => readLoop(deps));
      show[1](totals);
      show[2](scores);
    } catch (error) {
      failures.inc();
      deps.log.warn({ error: error instanceof Error ? error.message : String(error) }, 'metrics of the loop not read');
    }
    return { type: register.contentType, text: await register.metrics() };
  };
}

async function readLoop({ totals, scores, versions }: MetricsDeps): Promise<Reading> {
  const symbols = (await versions.symbols()).slice(0, SYMBOL_CAP);
  const read: Scored[] = [];
  for (const { symbol } of symbols) read.push({ symbol, ...(await scores.scores(symbol, WINDOW)) });
  return { totals: await totals.totals(), scores: read };
}

/** Labels are bounded: routes as patterns (unknown paths share one), and status codes. */
function observeRequests(app: FastifyInstance, register: Registry): void {
  const seconds = new Histogram({
    name: 'nextclose_http_request_duration_seconds',
    help: 'Time from a request’s arrival to the end of its answer',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [register],
  });
  app.addHook('onResponse', async (request, reply) => {
    const route = request.is404 ? 'unknown' : (request.routeOptions.url ?? 'unknown');
    seconds.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
  });
}

function spoolMetrics(register: Registry, spool: Spool): () => void {
  const gauge = (name: string, help: string) => new Gauge({ name, help, registers: [register] });
  const bytes = gauge('nextclose_spool_bytes', 'Logged forecasts on disk that the database does not have yet');
  const segments = gauge('nextclose_spool_segments', 'Spool files on disk');
  const rows = new Gauge({
    name: 'nextclose_spool_rows',
    help: 'Logged forecasts since the start, by what became of them',
    labelNames: ['state'],
    registers: [register],
  });
  return () => {
    const depth = spool.depth();
    bytes.set(depth.bytes);
    segments.set(depth.segments);
    for (const state of ['appended', 'drained', 'torn', 'refused'] as const) rows.set({ state }, depth[state]);
  };
}

function loopMetrics(register: Registry): (totals: LoopTotals) => void {
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name, help, labelNames, registers: [register] });
  const forecasts = gauge('nextclose_forecasts', 'Forecasts in the database', ['origin']);
  const settlements = gauge('nextclose_settlements', 'Settled forecasts');
  const alarms = gauge('nextclose_alarms', 'Drift alarms raised');
  const retrainings = gauge('nextclose_retrainings', 'Retrainings by outcome', ['outcome']);
  const promotions = gauge('nextclose_promotions', 'Moves of champion aliases to another version');
  return totals => {
    forecasts.set({ origin: 'canonical' }, totals.forecasts.canonical);
    forecasts.set({ origin: 'client' }, totals.forecasts.client);
    settlements.set(totals.settlements);
    alarms.set(totals.alarms);
    for (const [outcome, count] of Object.entries(totals.retrainings)) retrainings.set({ outcome }, count);
    promotions.set(totals.promotions);
  };
}

function scoreMetrics(register: Registry): (scores: readonly Scored[]) => void {
  const gauge = (name: string, help: string, extra: string[] = []) =>
    new Gauge({ name, help, labelNames: ['symbol', ...extra], registers: [register] });
  const rmse = gauge(
    'nextclose_rolling_rmse',
    `RMSE of the newest ${WINDOW} settled sessions, errors divided by the previous close`,
    ['model'],
  );
  const coverage = gauge('nextclose_interval_coverage', 'Share of closes inside the champion’s interval');
  const sessions = gauge('nextclose_scored_sessions', 'Sessions that the rolling scores rest on');
  return scores => {
    for (const all of [rmse, coverage, sessions]) all.reset();
    for (const { symbol, champion, challenger, randomWalk } of scores) {
      sessions.set({ symbol }, champion?.n ?? 0);
      if (champion) coverage.set({ symbol }, champion.coverage);
      for (const [model, score] of Object.entries({ champion, challenger, random_walk: randomWalk })) {
        if (score) rmse.set({ symbol, model }, score.rmse);
      }
    }
  };
}
