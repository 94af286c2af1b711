import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestServer, testServer } from './testing/app.ts';

let server: TestServer;
beforeAll(async () => {
  server = await testServer();
  await server.app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(() => server.close());

async function send(text: string): Promise<string> {
  const { port } = server.app.server.address() as AddressInfo;
  const socket = connect(port, '127.0.0.1');
  let answer = '';
  socket.on('data', chunk => {
    answer += chunk;
  });
  socket.on('error', () => {});
  socket.write(text);
  await once(socket, 'close');
  return answer;
}

const HEAD = 'Host: localhost\r\nConnection: close\r\n';

it.each([
  ['no HTTP', 'hello\r\n\r\n', 400],
  ['a header line without a colon', `GET /healthz HTTP/1.1\r\n${HEAD}broken\r\n\r\n`, 400],
  ['headers of 100 kB', `GET /healthz HTTP/1.1\r\n${HEAD}X-Long: ${'a'.repeat(100_000)}\r\n\r\n`, 431],
  [
    'a length and chunks at once (request smuggling)',
    `POST /predict HTTP/1.1\r\n${HEAD}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    400,
  ],
  ['two lengths', `POST /predict HTTP/1.1\r\n${HEAD}Content-Length: 4\r\nContent-Length: 5\r\n\r\nabcd`, 400],
  ['no Host', 'GET /healthz HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
])('%s is answered %#', async (_name, text, status) => {
  const answer = await send(text);
  expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  expect(answer).not.toContain('"status":"ok"');
});

it('answers a refused request with a problem, also outside of HTTP', async () => {
  const answer = await send('hello\r\n\r\n');
  expect(answer).toContain('content-type: application/problem+json');
  expect(JSON.parse(answer.split('\r\n\r\n')[1] ?? '')).toMatchObject({ status: 400, code: 'BAD_REQUEST' });
});

it('answers a well-formed request on the same server', async () => {
  expect(await send(`GET /healthz HTTP/1.1\r\n${HEAD}\r\n`)).toContain('"status":"ok"');
});

it('HTTP/1.0 without a Host is no request of this machine', async () => {
  expect(await send('GET /healthz HTTP/1.0\r\n\r\n')).toMatch(/^HTTP\/1.1 403 /);
});
