import { Option } from 'commander';
import { AppError, isSession, parseSymbol } from '#shared';
import { POOL } from '../registry/index.ts';

/** An option that takes a number; anything else is wrong usage that names the value. */
export const numberOption = (
  flags: string,
  about: string,
  accepted: { min: number; max: number; integer: boolean },
): Option =>
  new Option(flags, about).argParser(text => {
    const value = Number(text);
    const fine =
      text.trim() !== '' &&
      value >= accepted.min &&
      value <= accepted.max &&
      (!accepted.integer || Number.isInteger(value));
    if (fine) return value;
    const kind = accepted.integer ? 'a whole number' : 'a number';
    throw usage(`${flags}: ${kind} from ${accepted.min} to ${accepted.max}, got "${text}"`);
  });

/** An option that takes a day. */
export const sessionOption = (flags: string, about: string): Option =>
  new Option(flags, about).argParser(text => {
    if (isSession(text)) return text;
    throw usage(`${flags}: a day as YYYY-MM-DD, got "${text}"`);
  });

/**
 * Tickers from the command line, each once however it is spelt, or the configured ones where none is given.
 * @throws AppError USAGE that names the one that is none
 */
export function symbolArguments(args: readonly string[], configured: readonly string[] = []): string[] {
  if (args.length === 0) return [...configured];
  try {
    return [...new Set(args.map(parseSymbol))];
  } catch (error) {
    const { message, accepted } = error as AppError;
    throw new AppError('USAGE', message, {
      cause: error,
      field: 'symbol',
      ...(accepted === undefined ? {} : { accepted }),
    });
  }
}

/** What versions are registered under: a ticker, or the pool's name. */
export const versionOwner = (text: string): string => (text === POOL ? POOL : (symbolArguments([text])[0] ?? ''));

export const usage = (message: string, accepted?: string): AppError =>
  new AppError('USAGE', message, accepted === undefined ? {} : { accepted });
