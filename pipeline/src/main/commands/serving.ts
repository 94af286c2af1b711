import type { Command } from 'commander';
import type { Queue } from '#shared';
import { define, stoppedInOrder, withSystem } from '../command.ts';
import { numberOption } from '../command-line.ts';
import { jobHandlers } from '../handlers.ts';
import { liveQueue } from '../live.ts';
import { buildLoop, buildSchedules } from '../loop.ts';
import { startScheduler } from '../scheduler.ts';
import { startServing } from '../serving.ts';
import { stopping } from '../stopping.ts';

type Where = { host?: string; port?: number };

const withWhere = (command: Command): Command =>
  command.option('--host <host>', 'address to listen on (default: as configured, 127.0.0.1)').addOption(
    numberOption('--port <port>', 'port (default: as configured, 4280; 0 for any free one)', {
      min: 0,
      max: 65_535,
      integer: true,
    }),
  );

/** The first start must not wait for the next close: what the source has is fetched now, once for all that start together. */
const ingestAtStart = (queue: Queue, symbols: readonly string[]): Promise<boolean> =>
  queue.enqueue('ingest.v1', { symbols: [...symbols] }, { key: 'start' });

/** `nextclose up`: server, scheduler, workers and page in one process. */
export function addUp(program: Command): void {
  define<Where & { source?: string }>(
    program,
    'up',
    { summary: 'run everything live: server, scheduler, workers and page; Ctrl-C stops it', example: 'up --port 4280' },
    command => withWhere(command).option('--source <source>', 'sample, yahoo or csv:DIR (default: as configured)'),
    async (invocation, _args, options) => {
      const { config } = invocation.settings;
      const stopped = stoppedInOrder(invocation);
      await withSystem(invocation, system =>
        stopping(async onStop => {
          const loop = buildLoop(system);
          const queue = await liveQueue(system);
          onStop(() => queue.stop());
          const schedules = await buildSchedules(system, loop, queue, config.symbols);
          const serving = await startServing(system, queue, { ...config.server, ...options });
          onStop(() => serving.close());
          await queue.work(jobHandlers(loop, queue));
          const scheduler = startScheduler(system, schedules);
          onStop(() => scheduler.stop());
          await ingestAtStart(queue, config.symbols);
          invocation.out.note(`Nextclose is up at ${serving.url} (Ctrl-C stops it)`);
          invocation.out.result({ url: serving.url, pid: process.pid }, () => serving.url);
          await stopped;
        }),
      );
    },
  );
}

/** `nextclose serve`: the HTTP server alone. */
export function addServe(program: Command): void {
  define<Where>(
    program,
    'serve',
    { summary: 'the HTTP server and the page alone', example: 'serve --host 127.0.0.1 --port 8080' },
    withWhere,
    async (invocation, _args, options) => {
      const stopped = stoppedInOrder(invocation);
      await withSystem(invocation, system =>
        stopping(async onStop => {
          const queue = await liveQueue(system);
          onStop(() => queue.stop());
          const serving = await startServing(system, queue, { ...invocation.settings.config.server, ...options });
          onStop(() => serving.close());
          invocation.out.note(`Serving at ${serving.url} (Ctrl-C stops it)`);
          invocation.out.result({ url: serving.url, pid: process.pid }, () => serving.url);
          await stopped;
        }),
      );
    },
  );
}

/** `nextclose worker`: runs jobs and schedules, without a server. */
export function addWorker(program: Command): void {
  define(
    program,
    'worker',
    { summary: 'run jobs and schedules without the server; start as many as you like', example: 'worker' },
    command => command,
    async invocation => {
      const stopped = stoppedInOrder(invocation);
      await withSystem(invocation, system =>
        stopping(async onStop => {
          const loop = buildLoop(system);
          const queue = await liveQueue(system);
          onStop(() => queue.stop());
          const schedules = await buildSchedules(system, loop, queue, invocation.settings.config.symbols);
          await queue.work(jobHandlers(loop, queue));
          const scheduler = startScheduler(system, schedules);
          onStop(() => scheduler.stop());
          await ingestAtStart(queue, invocation.settings.config.symbols);
          invocation.out.note('Working (Ctrl-C stops it)');
          await stopped;
        }),
      );
      invocation.out.result({ stopped: true }, () => 'Stopped');
    },
  );
}
