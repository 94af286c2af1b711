import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Settings } from './config.ts';
import { openProvider, openSystem } from './system.ts';

export type Check = { readonly name: string; readonly ok: boolean; readonly detail: string };

/** Runs every check, also after one failed, so that one call shows everything that is wrong. */
export async function doctor(settings: Settings): Promise<Check[]> {
  return [
    await check('node', async () => `${process.version} on ${process.platform}-${process.arch}`),
    await check(
      'configuration',
      async () => `${settings.config.symbols.length} symbol(s) from ${settings.config.source}`,
    ),
    await check('data directory', () => writable(settings.dataDir)),
    await check('source', async () => {
      const symbols = await openProvider(settings).symbols?.();
      return symbols === undefined ? 'asked when it is needed' : `${symbols.length} symbol(s)`;
    }),
    await check('database', () => database(settings)),
  ];
}

async function check(name: string, run: () => Promise<string>): Promise<Check> {
  try {
    return { name, ok: true, detail: await run() };
  } catch (error) {
    return { name, ok: false, detail: error instanceof Error ? error.message : String(error) };
  }
}

async function writable(dir: string): Promise<string> {
  const probe = join(dir, `.probe-${process.pid}`);
  await mkdir(dir, { recursive: true });
  await writeFile(probe, '');
  await rm(probe);
  return `${dir} can be written`;
}

async function database(settings: Settings): Promise<string> {
  const system = await openSystem(settings);
  try {
    const { bars, versions } = await system.audit.counts();
    return `${system.database.kind}, ${bars} bars, ${versions} model versions`;
  } finally {
    await system.close();
  }
}
