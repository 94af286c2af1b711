// A server process for tests that kill it: opens the database of the test run, listens, and prints its port.
import { silentLog, systemClock } from '#shared';
import { openDatabase } from '../../shared/adapters/postgres/open-database.ts';
import { createServer } from '../server.ts';
import { BUILD, served } from './served.ts';

const [dataDir = '', schema = '', spoolDirectory = ''] = process.argv.slice(2);
const { db } = await openDatabase({ dataDir, schema, log: silentLog, poolSize: 4 });
const app = await createServer(served(db, spoolDirectory, systemClock), { build: BUILD });
await app.listen({ host: '127.0.0.1', port: 0 });
const address = app.server.address();
process.stdout.write(`${typeof address === 'object' ? address?.port : ''}\n`);
