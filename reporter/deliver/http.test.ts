import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { selfSigned } from '../../test/tls/self-signed.ts';
import { ingestOf } from './dsn.ts';
import { createHttpSend } from './http.ts';

const { key, cert } = selfSigned();
const tunnels: string[] = [];
const authorizations: (string | undefined)[] = [];
const secure = createTlsServer({ key, cert }, (request, response) => {
  request.resume();
  response.end('{}');
});
const plain = createServer((request, response) => {
  request.resume();
  response.end('{}');
});
const proxy = createServer((request, response) => {
  tunnels.push(request.url ?? '');
  authorizations.push(request.headers['proxy-authorization']);
  request.resume();
  response.end('{}');
}).on('connect', (request, socket, head) => {
  tunnels.push(request.url ?? '');
  authorizations.push(request.headers['proxy-authorization']);
  const [host, port] = (request.url ?? '').split(':');
  const target = connect(Number(port), host ?? '', () => {
    socket.write('HTTP/1.1 200 OK\r\n\r\n');
    target.write(head);
    target.pipe(socket).pipe(target);
  });
  target.on('error', () => socket.destroy());
  socket.on('error', () => target.destroy());
});
const portOf = (server: Server) => (server.address() as AddressInfo).port; // it listens on TCP
let authority: string;

beforeAll(async () => {
  for (const server of [secure, plain, proxy]) await once(server.listen(0, '127.0.0.1'), 'listening');
  authority = join(await mkdtemp(join(tmpdir(), 'ca-')), 'ca.crt');
  await writeFile(authority, cert);
});
afterAll(() => {
  for (const server of [secure, plain, proxy]) {
    server.closeAllConnections();
    server.close();
  }
});

/** Sends one envelope from a process of its own: Node reads its certificate authorities at its start. */
async function sendFrom(env: Readonly<Record<string, string>>, dsn: string): Promise<string> {
  const program = `
    import { ingestOf } from ${JSON.stringify(new URL('./dsn.ts', import.meta.url).href)};
    import { createHttpSend } from ${JSON.stringify(new URL('./http.ts', import.meta.url).href)};
    const send = createHttpSend({ timeout: 5000, proxy: process.env, userAgent: 'test' });
    const answer = await send(ingestOf(${JSON.stringify(dsn)}, 'test'), { body: Buffer.from('{}') }, new AbortController().signal)
      .then(({ status }) => String(status), (error) => error.code ?? error.message);
    console.log(answer);
    send.close();`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    env: { PATH: process.env.PATH, ...env },
  });
  const out: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  await once(child, 'close');
  return Buffer.concat(out).toString().trim();
}

test('a Sentry with a private certificate is trusted when its authority is named, and only then', async () => {
  const dsn = `https://key@127.0.0.1:${portOf(secure)}/1`;
  expect(await sendFrom({ NODE_EXTRA_CA_CERTS: authority }, dsn)).toBe('200');
  expect(await sendFrom({}, dsn)).toMatch(/SELF_SIGNED|UNABLE_TO_VERIFY|DEPTH_ZERO/);
});

test.each(['HTTPS_PROXY', 'https_proxy'])(
  'a Sentry at https is reached through %s, with the credentials in its address',
  async (variable) => {
    tunnels.length = 0;
    authorizations.length = 0;
    const target = `127.0.0.1:${portOf(secure)}`;
    const env = {
      NODE_EXTRA_CA_CERTS: authority,
      [variable]: `http://user:secret@127.0.0.1:${portOf(proxy)}`,
    };
    expect(await sendFrom(env, `https://key@${target}/1`)).toBe('200');
    expect(tunnels).toEqual([target]);
    expect(authorizations).toEqual([`Basic ${Buffer.from('user:secret').toString('base64')}`]);
  },
);

test.each(['HTTP_PROXY', 'http_proxy'])(
  'a Sentry at http is reached through %s, with the credentials in its address',
  async (variable) => {
    tunnels.length = 0;
    authorizations.length = 0;
    const target = `127.0.0.1:${portOf(plain)}`;
    const env = { [variable]: `http://user:secret@127.0.0.1:${portOf(proxy)}` };
    expect(await sendFrom(env, `http://key@${target}/1`)).toBe('200');
    expect(tunnels).toEqual([`http://${target}/api/1/envelope/`]);
    expect(authorizations).toEqual([`Basic ${Buffer.from('user:secret').toString('base64')}`]);
  },
);

test.each([
  ['example.com,127.0.0.1', []],
  ['127.0.0.0-127.0.0.9', []],
  ['127.0.0.0/8', ['by proxy']],
])('NO_PROXY=%s is read as Node reads it', async (excluded, used) => {
  tunnels.length = 0;
  const env = { HTTP_PROXY: `http://127.0.0.1:${portOf(proxy)}`, NO_PROXY: excluded };
  expect(await sendFrom(env, `http://key@127.0.0.1:${portOf(plain)}/1`)).toBe('200');
  expect(tunnels.map(() => 'by proxy')).toEqual(used);
});

const envelope = { body: Buffer.from('{}\n'), encoding: undefined };

/** Sends one envelope to a server that answers so. */
async function sendTo(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  signal = new AbortController().signal,
) {
  const server = createServer(answer);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const ingest = ingestOf(`http://key@127.0.0.1:${portOf(server)}/1`, 'test/1');
  if (ingest === undefined) throw new Error('it is a DSN');
  const send = createHttpSend({ timeout: 300, proxy: {}, userAgent: 'test/1' });
  try {
    return await send(ingest, envelope, signal);
  } finally {
    send.close();
    server.closeAllConnections();
    server.close();
  }
}

test('an envelope is posted with what Sentry wants to know, and the answer is told', async () => {
  const { promise, resolve } = Promise.withResolvers<IncomingMessage>();
  const answer = await sendTo((request, response) => {
    resolve(request);
    response.writeHead(429, { 'Retry-After': '7', 'X-Sentry-Rate-Limits': ['60:error', '30:log_item'] });
    response.end('{}');
  });
  expect(answer).toEqual({ status: 429, retryAfter: '7', limits: '60:error, 30:log_item' });
  const { method, url, headers } = await promise;
  expect([method, url]).toEqual(['POST', '/api/1/envelope/']);
  expect(headers).toMatchObject({
    'content-type': 'application/x-sentry-envelope',
    'content-length': '3',
    'user-agent': 'test/1',
    'x-sentry-auth': 'Sentry sentry_version=7, sentry_key=key, sentry_client=test/1',
  });
});

test('an answer whose body never ends is no answer', async () => {
  const answer = sendTo((_, response) => {
    response.writeHead(200).write('{');
  });
  await expect(answer).rejects.toThrow();
});

test('an answer that breaks off is no answer', async () => {
  const answer = sendTo((request, response) => {
    response.writeHead(200, { 'Content-Length': '100' }).write('{', () => request.socket.destroy());
  });
  await expect(answer).rejects.toThrow();
});

test('what is under way when the signal aborts is given up', async () => {
  const stop = new AbortController();
  const answer = sendTo(() => stop.abort(), stop.signal);
  await expect(answer).rejects.toThrow('stopped');
});
