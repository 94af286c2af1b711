import { symbolArguments, usage, versionOwner } from '../command-line.ts';
import { type Output, queuedJobs } from '../output.ts';
import type { Remote } from '../remote.ts';

type Options = Readonly<Record<string, unknown>>;
type Run = (server: Remote, args: readonly string[], options: Options, out: Output) => Promise<void>;

/** A command as a server answers it, and the options (by their long flags) that it has there. */
type RemoteCommand = { readonly options: readonly string[]; readonly run: Run };

type Page<Item> = { readonly items: readonly Item[] };
type Queued = { readonly name: string; readonly symbols: readonly string[]; readonly queued: boolean };

const json = (document: unknown): string => JSON.stringify(document, null, 2);
const path = (part: string): string => encodeURIComponent(part);

/** Work that a server queues for its workers; without symbols, for all that it follows. */
const job = (name: string, options: readonly string[] = []): RemoteCommand => ({
  options,
  async run(server, args, { from, to, reason }, out) {
    const symbols = symbolArguments(args);
    const answer = await server.post<Page<Queued>>('/v1/jobs', {
      name,
      ...(symbols.length > 0 ? { symbols } : {}),
      ...given({ from, to, reason }),
    });
    out.result(answer, () => queuedJobs(answer.items));
  },
});

const given = (options: Options): Options =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));

const forecast: RemoteCommand = {
  options: ['--horizon', '--level'],
  async run(server, args, { horizon, level }, out) {
    const query = new URLSearchParams(
      Object.entries(given({ horizon, level })).map(([key, value]) => [key, String(value)]),
    );
    const forecasts: unknown[] = [];
    for (const symbol of symbolArguments(args))
      forecasts.push(await server.get(`/v1/symbols/${path(symbol)}/forecast?${query}`));
    out.result({ forecasts }, () => json(forecasts));
  },
};

const models: RemoteCommand = {
  options: [],
  async run(server, [symbol], _options, out) {
    const query = symbol === undefined ? '' : `?symbol=${path(versionOwner(symbol))}`;
    const { items } = await server.get<Page<unknown>>(`/v1/models${query}`);
    out.result({ models: items }, () => json(items));
  },
};

const promote: RemoteCommand = {
  options: ['--reason'],
  async run(server, [id = ''], { reason }, out) {
    const answer = await server.post(`/v1/models/${path(id)}/promote`, { reason });
    out.result(answer, () => json(answer));
  },
};

const rollback: RemoteCommand = {
  options: ['--reason'],
  async run(server, args, { reason }, out) {
    const answer = await server.post(`/v1/symbols/${path(symbolArguments(args)[0] ?? '')}/rollback`, { reason });
    out.result(answer, () => json(answer));
  },
};

const status: RemoteCommand = {
  options: [],
  async run(server, _args, _options, out) {
    const { version } = await server.get<{ version: string }>('/version');
    const { items: symbols } = await server.get<Page<unknown>>('/v1/symbols');
    const { items: drift } = await server.get<Page<unknown>>('/v1/drift');
    const answer = { version, symbols, drift };
    out.result(answer, () => json(answer));
  },
};

/** What a command does when NEXTCLOSE_URL names a server. */
const REMOTE: Readonly<Record<string, RemoteCommand>> = {
  ingest: job('ingest', ['--from', '--to']),
  features: job('features'),
  train: job('train'),
  settle: job('settle'),
  drift: job('drift'),
  retrain: job('retrain', ['--reason']),
  forecast,
  models,
  promote,
  rollback,
  status,
};

/** These read tables that no route gives whole. */
const LOCAL_ONLY: readonly string[] = ['explain', 'export'];

/**
 * The command's other half, or undefined where it is about this machine anyway (`up`, `demo`, `doctor` …).
 * @param flags the long flags of the options that were given
 * @throws AppError USAGE for a command that no server can answer, and for an option that none takes
 */
export function remoteCommand(name: string, flags: readonly string[]): Run | undefined {
  if (LOCAL_ONLY.includes(name)) throw usage(`${name} reads the data directory; unset NEXTCLOSE_URL to use it`);
  const command = REMOTE[name];
  if (command === undefined) return undefined;
  const taken = [...command.options, '--json'];
  const left = flags.filter(flag => !taken.includes(flag));
  if (left.length === 0) return command.run;
  throw usage(
    `${name} takes no ${left.join(', ')} while NEXTCLOSE_URL names a server, which has its own settings and data`,
    `${taken.join(', ')}; or unset NEXTCLOSE_URL`,
  );
}
