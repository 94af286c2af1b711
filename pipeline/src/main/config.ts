import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Value } from 'typebox/value';
import { AppError, calendar, parseSymbol } from '#shared';
import { parsePolicy } from '../retrain/index.ts';
import { parseSpec } from '../train/index.ts';
import { type Config, ConfigSchema } from './config-schema.ts';

/** What comes from the environment and the command line, read once. */
export type Settings = {
  readonly config: Config;
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  readonly landing: string | undefined;
  readonly logLevel: string;
};

export type Overrides = { readonly source?: string; readonly dataDir?: string };

/**
 * Reads `nextclose.config.ts` of the folder (all defaults where there is none) and the environment.
 * @throws AppError CONFIG_INVALID that names every fault at once
 */
export async function loadSettings(
  env: NodeJS.ProcessEnv,
  folder: string,
  overrides: Overrides = {},
): Promise<Settings> {
  const written = await readConfigFile(folder);
  const config = checkConfig(overrides.source === undefined ? written : { ...written, source: overrides.source });
  return {
    config,
    dataDir: resolve(folder, overrides.dataDir ?? (env['NEXTCLOSE_DATA_DIR'] || '.nextclose')),
    databaseUrl: env['DATABASE_URL'] || undefined,
    landing: env['NEXTCLOSE_LANDING'] || undefined,
    logLevel: env['LOG_LEVEL'] || 'warn',
  };
}

async function readConfigFile(folder: string): Promise<object> {
  const path = join(folder, 'nextclose.config.ts');
  if (!existsSync(path)) return {};
  try {
    const module: { default?: unknown } = await import(pathToFileURL(path).href);
    if (module.default === null || typeof module.default !== 'object') throw new TypeError('it has no default export');
    return module.default;
  } catch (cause) {
    throw new AppError('CONFIG_INVALID', `${path} cannot be read: ${cause instanceof Error ? cause.message : cause}`, {
      cause,
    });
  }
}

/** Fills in defaults and checks everything, so that one run shows all faults. */
export function checkConfig(written: object): Config {
  const filled = Value.Default(ConfigSchema, structuredClone(written));
  const faults = schemaFaults(filled);
  if (faults.length === 0) faults.push(...meaningless(filled as Config));
  if (faults.length > 0)
    throw new AppError('CONFIG_INVALID', `the configuration has ${faults.length} fault(s):\n- ${faults.join('\n- ')}`);
  const config = filled as Config;
  return { ...config, symbols: config.symbols.map(parseSymbol) };
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
    return `${setting}: ${said.join(' and ')}, got ${JSON.stringify(Value.Pointer.Get(filled, path))}`;
  });
}

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
