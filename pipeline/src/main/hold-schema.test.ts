import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, inject, it } from 'vitest';
import { loadSettings } from './config.ts';
import { holdSchema } from './hold-schema.ts';
import { reservePort } from './port.ts';
import { runCli, startCli, testFolder } from './testing/cli.ts';
import { writeMarket } from './testing/market.ts';

const settings = await loadSettings({}, testFolder(), { dataDir: inject('testDataDir') });
const NEVER_RUN = async (): Promise<never> => expect.unreachable('the schema was not held');

it('holds a schema against others, and no other schema', async () => {
  const inside = holdSchema(settings, 'replay_held', async () => {
    await expect(holdSchema(settings, 'replay_held', NEVER_RUN)).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining('"replay_held" is being replayed or served'),
    });
    return await holdSchema(settings, 'replay_other', async () => 'both');
  });
  expect(await inside).toBe('both');
  expect(await holdSchema(settings, 'replay_held', async () => 'free again')).toBe('free again');
});

it('lets go of a schema when the work fails', async () => {
  const failing = holdSchema(settings, 'replay_failed', () => Promise.reject(new Error('of the work')));
  await expect(failing).rejects.toThrow('of the work');
  expect(await holdSchema(settings, 'replay_failed', async () => true)).toBe(true);
});

it('keeps a port for later: it answers 503 until it is released, and is refused to others', async () => {
  const probe = createServer();
  await new Promise<void>(resolve => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  const where = { host: '127.0.0.1', port };
  await expect(reservePort(where)).rejects.toMatchObject({ message: expect.stringContaining(`port ${port}`) });
  await new Promise(resolve => probe.close(resolve));

  const reserved = await reservePort(where);
  await expect(reservePort(where)).rejects.toMatchObject({ code: 'INVALID_INPUT', field: 'port' });
  const response = await fetch(`http://127.0.0.1:${port}/readyz`);
  expect([response.status, await response.json()]).toEqual([503, expect.objectContaining({ code: 'NOT_READY' })]);
  await reserved.release();
  await reserved.release();
  await (await reservePort(where)).release();
});

it('refuses to reserve an address that must not be bound', async () => {
  await expect(reservePort({ host: '0.0.0.0', port: 0 })).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
});

it('demo says that its port is taken before it makes or drops anything', async () => {
  const other = createServer();
  await new Promise<void>(resolve => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as AddressInfo;
  const folder = testFolder();
  const result = await runCli(folder, ['demo', '--port', String(port)]);
  other.close();
  expect(result).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining(`port ${port}`) });
  expect(existsSync(join(folder, '.nextclose'))).toBe(false);
});

it('a second demo leaves the tables alone that the first one serves', async () => {
  const span = { from: '2021-01-04', to: '2021-02-26' };
  const folder = testFolder();
  writeMarket(join(folder, 'bars'), ['AAA'], span, [{ from: span.from, volatility: 0.01, momentum: 0 }], 1);
  const demo = ['demo', '--source', 'csv:bars', '--port', '0'];
  const first = startCli(folder, demo);
  const { promise: served, resolve, reject } = Promise.withResolvers<string>();
  let said = '';
  first.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    const url = /page is at (\S+)/.exec(said)?.[1];
    if (url) resolve(url);
  });
  const closed = new Promise(done => first.on('close', done));
  void closed.then(() => reject(new Error(`it ended: ${said}`)));
  const url = await served;

  for (const args of [demo, ['demo', '--source', 'csv:bars', '--exit']]) {
    const second = await runCli(folder, args);
    expect(second).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('"demo" is being replayed') });
  }
  const replay = await runCli(folder, ['replay', '--source', 'csv:bars', '--policy', 'never', '--json']);
  expect(replay).toMatchObject({ code: 0 });
  const { items } = (await (await fetch(`${url}/v1/symbols`)).json()) as { items: object[] };
  expect(items).toMatchObject([{ symbol: 'AAA', last_session: '2021-02-26' }]);
  first.kill('SIGINT');
  expect(await closed).toBe(0);
});
