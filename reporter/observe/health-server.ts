import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate } from 'node:timers/promises';

/** What a probe is told: whether, and why not. */
export interface Health {
  readonly ok: boolean;
  readonly [detail: string]: unknown;
}

export interface HealthServerOptions {
  readonly port: number;
  readonly ready: () => Health;
  /** Milliseconds the event loop took for one turn. @default measured */
  readonly turn?: () => Promise<number>;
  readonly metrics: () => Promise<{ readonly contentType: string; readonly text: string }>;
}

export interface HealthServer {
  readonly port: number;
  close(): Promise<void>;
}

/** A turn that takes longer than this is trouble; the longest one of a healthy reporter is a tenth of it. */
const SLOW_TURN_MS = 2_000;

/**
 * Serves /healthz (this program's event loop turns in good time), /readyz (it watches what it should) and
 * /metrics. Neither probe depends on Sentry: a restart would not bring a Sentry back, and would empty a spool in
 * memory.
 */
export async function startHealthServer(options: HealthServerOptions): Promise<HealthServer> {
  const server = createServer(async (request, response) => {
    const answer = (status: number, contentType: string, body: string) => {
      response
        .writeHead(status, { 'Content-Type': contentType, 'Content-Length': Buffer.byteLength(body) })
        .end(body);
    };
    const path = request.url?.split('?')[0];
    if (path === '/healthz') {
      const turnMs = await (options.turn ?? turn)();
      const ok = turnMs < SLOW_TURN_MS;
      return answer(ok ? 200 : 503, 'application/json', `${JSON.stringify({ ok, turnMs })}\n`);
    }
    if (path === '/readyz') {
      const health = options.ready();
      return answer(health.ok ? 200 : 503, 'application/json', `${JSON.stringify(health)}\n`);
    }
    if (path === '/metrics') {
      const result = await options
        .metrics()
        .catch((error: unknown) => ({ contentType: 'text/plain', error }));
      if ('error' in result) return answer(500, result.contentType, `${String(result.error)}\n`);
      return answer(200, result.contentType, result.text);
    }
    answer(404, 'text/plain', 'There is /healthz, /readyz and /metrics.\n');
  });
  await listening(server, options.port);
  return {
    // A TCP server that listens has an address of this form.
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** How long everything takes that waits in the event loop now. */
async function turn(): Promise<number> {
  const start = performance.now();
  await setImmediate();
  return Math.round((performance.now() - start) * 1000) / 1000;
}

function listening(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
