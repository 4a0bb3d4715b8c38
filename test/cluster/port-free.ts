import { createServer } from 'node:net';
import { until } from './until.ts';

/** Waits until a port can be listened on: the kernel closes a killed program's sockets a moment after it is gone. */
export function portFree(port: number): Promise<true> {
  return until(() => canListen(port), { what: `port ${port} to be free`, seconds: 30 });
}

function canListen(port: number): Promise<true | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen(port, '0.0.0.0', () => server.close(() => resolve(true)));
  });
}
