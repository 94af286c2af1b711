import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { sql } from 'kysely';
import { type OpenDatabase, openDatabase } from '../adapters/postgres/open-database.ts';
import { runningServer } from '../adapters/postgres/pid-file.ts';
import { prepareSite } from '../adapters/postgres/site.ts';
import { AppError } from '../errors.ts';
import { silentLog } from '../log.ts';

/**
 * A process that shares a data directory, for tests that kill it: `node postgres-member.ts DATA_DIR SYSTEM_DIR [WRITER]`. It
 * says `joined <server pid>` and, when its stdin ends, closes and says `left`. A writer also inserts the rows 1, 2, … under its
 * name and says `acked <n>` once the server has acknowledged the n-th.
 */
const [dataDir = '', systemDir = '', writer] = process.argv.slice(2);

const say = (line: string): void => void writeSync(1, `${line}\n`); // at once: this process may be killed any moment

const asked = new AbortController();
createInterface({ input: process.stdin }).once('close', () => asked.abort());

const database = await openDatabase({ dataDir, systemDir, log: silentLog, poolSize: 2 });
say(`joined ${runningServer(prepareSite(dataDir, systemDir).cluster)}`);
if (writer === undefined) await new Promise(resolve => asked.signal.addEventListener('abort', resolve));
else await write(database, writer);
await database.close();
say('left');

async function write({ db }: OpenDatabase, name: string): Promise<void> {
  for (let n = 0; !asked.signal.aborted; ) {
    try {
      // The first statement creates; after a lost connection its row may be there already.
      if (n === 0)
        await sql`create table if not exists acked (writer text, n int, primary key (writer, n))`.execute(db);
      else await sql`insert into acked values (${name}, ${n}) on conflict do nothing`.execute(db);
      if (n > 0) say(`acked ${n}`);
      n += 1;
    } catch (error) {
      const isRace = n === 0 && !(error instanceof AppError); // two creating the table at once
      if (!isRace && !(error instanceof AppError && error.code === 'DATABASE_UNAVAILABLE')) throw error;
      await delay(1);
    }
  }
}
