import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a probe is told: whether, and why not. */
export interface Health {
  readonly ok: boolean;
  readonly [detail: string]: unknown;
}

export interface HealthServerOptions {
  readonly port: number;
  readonly ready: () => Health;
  readonly metrics: () => Promise<{ readonly contentType: string; readonly text: string }>;
}

export interface HealthServer {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Serves /healthz (this program's event loop turns), /readyz (it watches what it should) and /metrics. Neither
 * probe depends on Sentry: a restart would not bring a Sentry back, and would empty a spool in memory.
 */
export async function startHealthServer(options: HealthServerOptions): Promise<HealthServer> {
  const server = createServer(async (request, response) => {
    const answer = (status: number, contentType: string, body: string) => {
      response
        .writeHead(status, { 'Content-Type': contentType, 'Content-Length': Buffer.byteLength(body) })
        .end(body);
    };
    const path = request.url?.split('?')[0];
    if (path === '/healthz') return answer(200, 'application/json', '{"ok":true}\n');
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

function listening(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
