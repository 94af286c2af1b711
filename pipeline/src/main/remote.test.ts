import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { inProcess } from './testing/in-process.ts';

// Nothing listens there: what is refused as wrong usage is refused before anybody is asked.
beforeAll(() => void vi.stubEnv('NEXTCLOSE_URL', 'http://127.0.0.1:1'));
afterAll(() => void vi.unstubAllEnvs());

it.each([
  [['forecast', 'AAPL', '--as-of', '2020-01-02'], '--as-of', '--horizon, --level'],
  [['train', 'AAPL', '--model', 'naive'], '--model', 'unset NEXTCLOSE_URL'],
  [['ingest', '--source', 'yahoo'], '--source', '--from, --to'],
  [['ingest', '--from', '2020-01-02', '--data-dir', 'data'], '--data-dir', '--from, --to'],
  [['features', '--data-dir', 'data'], '--data-dir', 'unset NEXTCLOSE_URL'],
  [['status', '--schema', 'demo'], '--schema', 'unset NEXTCLOSE_URL'],
  [['models', 'AAPL', '--schema', 'demo', '--data-dir', 'x'], '--schema, --data-dir', 'unset NEXTCLOSE_URL'],
])('%j is wrong usage on a server, and names the option', async (args, option, accepted) => {
  const { code, stdout, stderr } = await inProcess(...args, '--json');
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(`takes no ${option} while`) });
  expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'USAGE', accepted: expect.stringContaining(accepted) } });
});

it.each([
  [['forecast', 'AAPL', '--horizon', '2', '--level', '0.8']],
  [['ingest', '--from', '2020-01-02', '--to', '2020-02-03']],
  [['retrain', '--reason', 'a test']],
  [['drift']],
  [['models', '*']],
])('%j is asked of the server', async args => {
  const { code, stdout } = await inProcess(...args, '--json');
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'SOURCE_UNAVAILABLE' } });
});

it('checks a symbol before it asks', async () => {
  expect(await inProcess('models', '../etc')).toMatchObject({ code: 2, stderr: expect.stringContaining('../etc') });
});
