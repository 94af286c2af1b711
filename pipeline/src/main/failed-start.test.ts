import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runCli, testFolder } from './testing/cli.ts';

// Each would hang for ever, not fail, if something that was started stayed up: the test's own limit is what ends it then.
it.each(['up', 'serve'])(
  '%s ends with 1 when its port is taken',
  async command => {
    const other = createServer();
    const { promise, resolve } = Promise.withResolvers<number>();
    other.listen(0, '127.0.0.1', () => resolve((other.address() as { port: number }).port));
    const port = await promise;
    try {
      const result = await runCli(testFolder(), [command, '--port', String(port)]);
      expect(result).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining(String(port)) });
    } finally {
      other.close();
    }
  },
  30_000,
);

it('serve ends with 1 on an address that it must not bind', async () => {
  const result = await runCli(testFolder(), ['serve', '--host', '0.0.0.0', '--port', '0']);
  expect(result).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('0.0.0.0') });
}, 30_000);

it.each([
  ['up', `{ exchange: 'XXXX' }`, 'XXXX'],
  ['worker', `{ exchange: 'XXXX' }`, 'XXXX'],
  ['up', '{ symbols: [] }', 'symbols'],
  ['doctor', `{ exchange: 'XXXX' }`, 'XXXX'],
])(
  '%s refuses the configuration %s before it starts anything',
  async (command, config, named) => {
    const folder = testFolder();
    writeFileSync(join(folder, 'nextclose.config.ts'), `export default ${config};`);
    expect(await runCli(folder, [command])).toMatchObject({ code: 1, stderr: expect.stringContaining(named) });
  },
  30_000,
);
