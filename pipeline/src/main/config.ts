import { Value } from 'typebox/value';
import { AppError, calendar, parseSymbol } from '#shared';
import { parsePolicy } from '../retrain/index.ts';
import { parseSpec } from '../train/index.ts';
import { readConfigFile } from './config-file.ts';
import { type Config, ConfigSchema } from './config-schema.ts';
import { type Environment, readEnvironment } from './environment.ts';
import { notPlain } from './plain-data.ts';

/** What comes from the environment, `nextclose.config.ts` and the command line, read once. */
export type Settings = Environment & { readonly config: Config };

export type Overrides = { readonly source?: string; readonly dataDir?: string };

/**
 * Reads `nextclose.config.ts` of the folder (all defaults where there is none) and the environment.
 * @throws AppError CONFIG_INVALID that names every fault at once
 */
export async function loadSettings(
  env: NodeJS.ProcessEnv,
  folder: string,
  { source, dataDir }: Overrides = {},
): Promise<Settings> {
  const environment = readEnvironment(dataDir === undefined ? env : { ...env, NEXTCLOSE_DATA_DIR: dataDir }, folder);
  const written = await readConfigFile(folder);
  const config = checkConfig(source === undefined ? written : { ...written, source }, environment.faults);
  return { ...environment.found, config };
}

/** Fills in defaults and checks everything, so that one run shows all faults, those found elsewhere before it too. */
export function checkConfig(written: object, before: readonly string[] = []): Config {
  const found = notPlain(written);
  const filled = found.length > 0 ? undefined : Value.Default(ConfigSchema, structuredClone(written));
  if (filled !== undefined) found.push(...schemaFaults(filled));
  if (filled !== undefined && found.length === 0) found.push(...meaningless(filled as Config));
  const faults = [...before, ...found];
  if (faults.length > 0)
    throw new AppError('CONFIG_INVALID', `the configuration has ${faults.length} fault(s):\n- ${faults.join('\n- ')}`);
  const config = filled as Config;
  return { ...config, symbols: [...new Set(config.symbols.map(parseSymbol))] };
}

/** One line per setting at fault: what it must be, all of it, and what it is. */
function schemaFaults(filled: unknown): string[] {
  const bySetting = new Map<string, string[]>();
  for (const { instancePath, keyword, message } of Value.Errors(ConfigSchema, filled)) {
    if (keyword === 'additionalProperties') continue; // said again at the setting itself
    const said = keyword === 'boolean' ? 'is not a setting' : message;
    bySetting.set(instancePath, [...(bySetting.get(instancePath) ?? []), said]);
  }
  return [...bySetting].map(([path, said]) => {
    const setting = path.slice(1).replaceAll('/', '.') || 'configuration';
    return `${setting}: ${said.join(' and ')}, got ${shown(Value.Pointer.Get(filled, path))}`;
  });
}

/** JSON has no NaN and no Infinity. */
const shown = (value: unknown): string => (typeof value === 'number' ? String(value) : JSON.stringify(value));

/** Faults that a schema cannot see. */
function meaningless(config: Config): string[] {
  const checks: [string, () => unknown][] = [
    ...config.symbols.map((symbol, i): [string, () => unknown] => [`symbols.${i}`, () => parseSymbol(symbol)]),
    ...config.train.models.map((name, i): [string, () => unknown] => [`train.models.${i}`, () => parseSpec(name)]),
    ['exchange', () => calendar(config.exchange)],
    ['retrain.policy', () => parsePolicy(config.retrain.policy)],
  ];
  return checks.flatMap(([where, check]) => {
    try {
      check();
      return [];
    } catch (error) {
      const { message, accepted } = error as AppError;
      return [`${where}: ${message}${accepted ? ` (accepted: ${accepted})` : ''}`];
    }
  });
}
