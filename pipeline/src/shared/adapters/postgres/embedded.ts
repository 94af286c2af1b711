import type { Client, ClientConfig } from 'pg';
import { AppError } from '../../errors.ts';
import type { Log } from '../../log.ts';
import { ensureCluster } from './init-cluster.ts';
import { connectionTo, join, leave } from './membership.ts';
import { prepareSite } from './site.ts';

export type EmbeddedOptions = {
  readonly dataDir: string;
  readonly log: Log;
  /** Where root keeps what an unprivileged user has to reach; /var/lib/nextclose by default */
  readonly systemDir?: string;
};

/** A membership of the embedded server of one data directory. */
export interface Embedded {
  /** For `pg`: a Unix socket; no password, because only this user and root can reach it */
  readonly connection: ClientConfig & { readonly host: string; readonly port: number };
  /** The server's log file */
  readonly logFile: string;
  /**
   * Resolves while the server is up and this process is a member; after a crash, once it has joined or started it again.
   * @throws AppError DATABASE_UNAVAILABLE when that failed; the next call tries again
   */
  ready(): Promise<void>;
  /** Finds out whether the server is still there, so that `ready` knows. Called after a refused connection. */
  check(): Promise<void>;
  /** Ends the membership. The last member stops the server. A second call changes nothing. */
  leave(): Promise<void>;
}

/**
 * Opens the PostgreSQL server of a data directory, as one opens a SQLite file: any number of processes may, the first starts
 * it, the last one out stops it, and whoever is killed harms nobody.
 * @throws AppError CONFIG_INVALID where it cannot run, FORBIDDEN, DATABASE_TOO_NEW, DATABASE_UNAVAILABLE
 */
export async function openEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const { dataDir, log } = options;
  const site = prepareSite(dataDir, options.systemDir);
  await ensureCluster(site);

  const leaving = new AbortController();
  let left: Promise<void> | undefined;
  let keeper: Promise<Client>;
  const enter = (): Promise<Client> => {
    const joined = join(site, log, leaving.signal).then(client => {
      client.once('end', () => {
        if (left !== undefined) return;
        log.warn({ dataDir }, 'PostgreSQL went away; joining again');
        keeper = enter();
      });
      return client;
    });
    joined.catch(() => {}); // whoever awaits `ready` sees it
    return joined;
  };
  keeper = enter();
  await keeper;

  return {
    connection: connectionTo(site),
    logFile: site.logFile,
    async ready() {
      if (left !== undefined) throw new AppError('DATABASE_UNAVAILABLE', `"${dataDir}" was closed`);
      const current = keeper;
      try {
        await current;
      } catch {
        if (keeper === current) keeper = enter();
        await keeper;
      }
    },
    async check() {
      const current = keeper;
      const client = await current.catch(() => undefined);
      if (client === undefined || keeper !== current) return;
      const ended = new Promise<void>(resolve => client.once('end', resolve));
      await client.query('select 1').catch(() => ended);
    },
    leave() {
      leaving.abort();
      left ??= keeper.then(
        client => leave(site, client, log),
        () => {}, // it was not a member: the server was gone and is not started for this
      );
      return left;
    },
  };
}
