import { symbolArguments, usage } from '../command-line.ts';
import type { Output } from '../output.ts';
import type { Remote } from '../remote.ts';

type Options = Readonly<Record<string, unknown>>;
type RemoteCommand = (server: Remote, args: readonly string[], options: Options, out: Output) => Promise<void>;

const json = (document: unknown): string => JSON.stringify(document, null, 2);
const path = (part: string): string => encodeURIComponent(part);

/** Work that a server queues for its workers; without symbols, for all that it follows. */
const job =
  (name: string): RemoteCommand =>
  async (server, args, { from, to, reason }, out) => {
    const symbols = symbolArguments(args);
    const optional = { from, to, reason: name === 'retrain' ? reason : undefined };
    const given = Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined));
    const answer = await server.post<{ items: { name: string; symbols: string[]; queued: boolean }[] }>('/v1/jobs', {
      name,
      ...(symbols.length > 0 ? { symbols } : {}),
      ...given,
    });
    out.result(answer, () =>
      answer.items
        .map(item => `${item.symbols.join(' ')}: ${item.queued ? 'queued' : 'waiting or running already'}`)
        .join('\n'),
    );
  };

/** What a command does when NEXTCLOSE_URL names a server. */
const REMOTE: Readonly<Record<string, RemoteCommand>> = {
  ingest: job('ingest'),
  features: job('features'),
  train: job('train'),
  settle: job('settle'),
  drift: job('drift'),
  retrain: job('retrain'),
  async forecast(server, args, { horizon, level }, out) {
    const query = new URLSearchParams(
      Object.entries({ horizon, level }).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]])),
    );
    const forecasts: unknown[] = [];
    for (const symbol of symbolArguments(args))
      forecasts.push(await server.get(`/v1/symbols/${path(symbol)}/forecast?${query}`));
    out.result({ forecasts }, () => json(forecasts));
  },
  async models(server, [symbol], _options, out) {
    const answer = await server.get<{ items: unknown[] }>(
      symbol === undefined ? '/v1/models' : `/v1/models?symbol=${path(symbol)}`,
    );
    out.result({ models: answer.items }, () => json(answer.items));
  },
  async promote(server, [id = ''], { reason }, out) {
    const answer = await server.post(`/v1/models/${path(id)}/promote`, { reason });
    out.result(answer, () => json(answer));
  },
  async rollback(server, args, { reason }, out) {
    const answer = await server.post(`/v1/symbols/${path(symbolArguments(args)[0] ?? '')}/rollback`, { reason });
    out.result(answer, () => json(answer));
  },
  async status(server, _args, _options, out) {
    const status = {
      version: await server.get('/version'),
      symbols: await server.get('/v1/symbols'),
      drift: await server.get('/v1/drift'),
    };
    out.result(status, () => json(status));
  },
};

/** These read tables that no route gives whole. */
const LOCAL_ONLY: readonly string[] = ['explain', 'export'];

/**
 * The command's other half, or undefined where it is about this machine anyway (`up`, `demo`, `doctor` …).
 * @throws AppError USAGE for a command that no server can answer
 */
export function remoteCommand(name: string): RemoteCommand | undefined {
  if (LOCAL_ONLY.includes(name)) throw usage(`${name} reads the data directory; unset NEXTCLOSE_URL to use it`);
  return REMOTE[name];
}
