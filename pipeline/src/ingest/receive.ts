import { AppError, type Calendar, type Clock, calendar, type ErrorCode, type Log } from '#shared';
import type { LandedObject, LandingZone } from './landing-port.ts';
import type { FetchRequest, Market, PriceEvent, Provider, RawAnswer } from './provider-port.ts';
import { type Validated, validate } from './validate.ts';

export type IngestError = { readonly code: ErrorCode; readonly message: string };

/** One symbol's answer, landed, read and checked, but not yet compared with what is on record. */
export type Received = {
  readonly symbol: string;
  readonly request: FetchRequest;
  /** Set as soon as the answer is landed, whatever is wrong with it */
  readonly landed?: LandedObject;
  readonly content?: Validated & {
    readonly market: Market;
    readonly calendar: Calendar;
    readonly events: readonly PriceEvent[];
  };
  readonly error?: IngestError;
};

type ReceiveDeps = {
  readonly provider: Provider;
  readonly landing: LandingZone;
  readonly clock: Clock;
  readonly log: Log;
  readonly signal?: AbortSignal;
};

function toError(error: unknown, symbol: string, log: Log): IngestError {
  if (error instanceof AppError) return { code: error.code, message: error.message };
  log.error({ symbol, err: error }, 'ingest met an error it has no word for');
  return { code: 'INTERNAL', message: error instanceof Error ? error.message : String(error) };
}

/** Reads and checks a landed answer; the same for a fresh one and for one that is read again from the landing zone. */
export function readAnswer(provider: Pick<Provider, 'parse'>, raw: RawAnswer, request: FetchRequest) {
  const { market, rows, events } = provider.parse(raw);
  const exchange = calendar(market.exchange);
  const { from, to } = request;
  const context = { calendar: exchange, receivedAt: raw.receivedAt };
  const validated = validate(rows, { ...context, ...(from ? { from } : {}), ...(to ? { to } : {}) });
  const wanted = events.filter(({ session }) => session >= (from ?? session) && session <= (to ?? session));
  return { ...validated, market, calendar: exchange, events: wanted };
}

/** Reads a landed answer again as `receive` read it when it came. */
export function receiveAgain(
  parser: Pick<Provider, 'parse'> | undefined,
  raw: RawAnswer,
  landed: LandedObject,
  log: Log,
): Received {
  const { symbol, from, to } = raw.request;
  const request = { symbol, ...(from ? { from } : {}), ...(to ? { to } : {}) };
  try {
    if (parser === undefined) throw new AppError('INVALID_INPUT', `nothing reads the answers of "${raw.provider}"`);
    return { symbol, request, landed, content: readAnswer(parser, raw, request) };
  } catch (error) {
    return { symbol, request, ...(parser ? { landed } : {}), error: toError(error, symbol, log) };
  }
}

/** Fetches and lands one symbol's answer before anything is read from it. A failure is the symbol's own and is returned. */
export async function receive(deps: ReceiveDeps, request: FetchRequest): Promise<Received> {
  const { provider, landing, clock, log, signal } = deps;
  const { symbol } = request;
  let landed: LandedObject | undefined;
  try {
    const raw = await provider.fetch(request, { clock, ...(signal ? { signal } : {}) });
    const { bytes, ...about } = raw;
    landed = { ...about, id: await landing.put(raw), byteLength: bytes.byteLength };
    return { symbol, request, landed, content: readAnswer(provider, raw, request) };
  } catch (error) {
    signal?.throwIfAborted();
    return { symbol, request, ...(landed ? { landed } : {}), error: toError(error, symbol, log) };
  }
}
