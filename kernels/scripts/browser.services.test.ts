import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join, normalize } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBrowser } from '../../dashboard/src/testing/browser.ts';
import { fitAutoArima, forecast } from '../src/index.ts';

const dist = mkdtempSync(join(tmpdir(), 'nextclose-kernels-'));
const CLOSES = Array.from({ length: 300 }, (_, t) => 100 + 5 * Math.sin(t / 11) + Math.cos(t * t));
let server: Server;

beforeAll(() => {
  execFileSync(process.execPath, [join(import.meta.dirname, 'build.ts'), dist]);
  server = createServer((request, response) => {
    const path = normalize(request.url ?? '/');
    if (path === '/')
      return void response.setHeader('content-type', 'text/html').end('<!doctype html><title>kernels</title>');
    if (!path.endsWith('.js')) return void response.writeHead(404).end();
    response.setHeader('content-type', 'text/javascript').end(readFileSync(join(dist, path)));
  });
  return new Promise<void>(resolve => server.listen(0, '127.0.0.1', () => resolve()));
});
afterAll(() => {
  server.close();
  rmSync(dist, { recursive: true });
});

it('gives the same numbers in a browser as in Node', async () => {
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`;
  const browser = await openBrowser();
  try {
    const page = await browser.newPage();
    await page.goto(url);
    const source = `import('/index.js').then(({ fitAutoArima, forecast }) => {
      const fit = fitAutoArima(${JSON.stringify(CLOSES)});
      return [fit.name, ...forecast(fit, 3).mean];
    })`;
    const [name, ...mean] = await page.evaluate<[string, ...number[]]>(source);
    const fit = fitAutoArima(CLOSES);
    expect(name).toBe(fit.name);
    // Browsers may round exp and log another way than Node in the last digit.
    forecast(fit, 3).mean.forEach((value, h) => {
      expect(mean[h]).toBeCloseTo(value, 9);
    });
  } finally {
    await browser.close();
  }
});
