import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { AppError } from '#shared';

/**
 * What `nextclose.config.ts` of the folder exports, as a module or as CommonJS; all defaults where there is none.
 * @throws AppError CONFIG_INVALID that names the file
 */
export async function readConfigFile(folder: string): Promise<object> {
  const path = join(folder, 'nextclose.config.ts');
  if (!existsSync(path)) return {};
  try {
    const module: { readonly default?: unknown } = await import(pathToFileURL(path).href);
    // Compiled CommonJS has its default export one level further down.
    const exported = isObject(module.default) && '__esModule' in module.default ? module.default : module;
    if (isObject(exported) && 'default' in exported && isObject(exported.default)) return exported.default;
    throw new TypeError('it has no default export');
  } catch (cause) {
    const { message } = cause instanceof Error ? cause : new Error(String(cause));
    throw new AppError('CONFIG_INVALID', `${path} cannot be read: ${message}`, { accepted: EXPECTED, cause });
  }
}

const EXPECTED = '`export default { … }`, or `module.exports = { … }` where no package.json says "type": "module"';

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
