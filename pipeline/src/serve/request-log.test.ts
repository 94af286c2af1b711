import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type Log, virtualClock } from '#shared';
import { testDatabase } from '../shared/testing/database.ts';
import { createServer } from './server.ts';
import { BUILD, served } from './testing/served.ts';

it('logs one line per request with its id, and nothing of headers, query or body', async () => {
  const lines: { level: string; fields: Record<string, unknown>; message: string }[] = [];
  const write = (level: string) => (fields: object, message: string) =>
    void lines.push({ level, fields: { ...fields }, message });
  const log: Log = { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
  const directory = mkdtempSync(join(tmpdir(), 'nextclose-log-'));
  const database = await testDatabase();
  const deps = served(database.db, directory, virtualClock(0));
  const broken = { ...deps.loop, drift: () => Promise.reject(new Error('the reason')) };
  const app = await createServer({ ...deps, log, loop: broken }, { build: BUILD });
  const headers = { authorization: 'Bearer s3cret', cookie: 's3cret', 'x-request-id': 'id-1' };

  await app.inject({ url: '/v1/alarms?symbol=s3cret', headers });
  await app.inject({ url: '/v1/drift', headers });
  await app.inject({ method: 'POST', url: '/predict', payload: { recent_prices: ['s3cret'] }, headers });
  await app.inject({ url: '/healthz' });

  const requests = lines.filter(line => line.message === 'request');
  expect(requests.map(({ level, fields }) => [level, fields['method'], fields['path'], fields['status']])).toEqual([
    ['info', 'GET', '/v1/alarms', 200],
    ['info', 'GET', '/v1/drift', 500],
    ['info', 'POST', '/predict', 422],
    ['debug', 'GET', '/healthz', 200],
  ]);
  expect(requests.slice(0, 3).every(line => line.fields['request_id'] === 'id-1')).toBe(true);
  const fault = lines.find(line => line.level === 'error');
  expect(fault?.fields).toMatchObject({ request_id: 'id-1', code: 'INTERNAL', err: new Error('the reason') });
  expect(JSON.stringify(lines)).not.toContain('s3cret');

  await app.close();
  await deps.spool.close();
  await database.close();
  rmSync(directory, { recursive: true, force: true });
});
