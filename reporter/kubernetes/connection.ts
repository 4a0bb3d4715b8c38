import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest, type RequestOptions } from 'node:https';
import { ApiError } from './api-error.ts';
import type { ClusterAccess, Credentials, TlsMaterial } from './cluster-access.ts';

/** One signed exchange with the API server, up to the answer's headers. */
export interface Exchange {
  readonly method: 'GET' | 'PATCH' | 'PUT' | 'POST';
  /** Path and query, such as `/api/v1/events?limit=500`. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal: AbortSignal;
}

export interface Connection {
  /** @throws ApiError `credentials` or `network`, or the signal's reason. */
  send(exchange: Exchange): Promise<IncomingMessage>;
  close(): void;
}

const AGENT_OPTIONS = {
  keepAlive: true,
  // Below the 90 s after which the API server closes idle connections, so that none is reused while it closes.
  timeout: 60_000,
  // A peer that vanished is noticed by the kernel even where no watchdog looks.
  keepAliveMsecs: 30_000,
  scheduling: 'lifo',
} as const;

/**
 * Keeps one agent, so that all calls share their TLS connections, and replaces it when the CA or the
 * client certificate changes. Proxy variables of the environment are not looked at: the API server is
 * reached directly unless the kubeconfig itself names a proxy.
 */
export function openConnection(access: ClusterAccess): Connection {
  const base = new URL(access.server);
  const secure = base.protocol === 'https:';
  let current = secure ? agentFor({}) : { agent: new HttpAgent(AGENT_OPTIONS), tls: {} };

  function agentOf({ tls, agent }: Credentials) {
    if (agent !== undefined) return agent;
    if (secure && !sameTls(current.tls, tls)) {
      retire(current.agent);
      current = agentFor(tls);
    }
    return current.agent;
  }

  return {
    async send({ method, target, headers, body, signal }) {
      const doing = `${method} ${target}`;
      const credentials = await credentialsOf(access, doing, signal);
      const options: RequestOptions = {
        method,
        agent: agentOf(credentials),
        headers: { ...headers, ...credentials.headers },
        signal,
      };
      const url = new URL(base.href.replace(/\/$/, '') + target);
      return new Promise((resolve, reject) => {
        const request = secure ? httpsRequest(url, options) : httpRequest(url, options);
        request.once('response', (response) => {
          request.on('error', () => {}); // from here on the response reports what breaks
          endWith(signal, response);
          resolve(response);
        });
        request.once('error', (cause) => reject(failure(doing, cause, signal)));
        request.end(body);
      });
    },
    close: () => current.agent.destroy(),
  };
}

/** Node drops a request's signal once it is sent, but a watch's body must end with it too. */
function endWith(signal: AbortSignal, response: IncomingMessage): void {
  const end = () => {
    response.destroy(signal.reason);
  };
  if (signal.aborted) {
    end();
    return;
  }
  signal.addEventListener('abort', end, { once: true });
  response.once('close', () => signal.removeEventListener('abort', end));
}

/** What broke an exchange: the caller's own reason when it aborted, else the network. */
export function failure(doing: string, cause: unknown, signal: AbortSignal): unknown {
  if (signal.aborted) return signal.reason;
  if (cause instanceof ApiError) return cause;
  const why = cause instanceof Error ? cause.message : String(cause);
  return new ApiError('network', `${doing}: ${why}`, { cause });
}

async function credentialsOf(
  access: ClusterAccess,
  doing: string,
  signal: AbortSignal,
): Promise<Credentials> {
  signal.throwIfAborted();
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const onAbort = () => reject(signal.reason);
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    // An exec plugin may hang, so the signal bounds this too.
    return await Promise.race([access.credentials(), aborted]);
  } catch (cause) {
    if (signal.aborted) throw signal.reason;
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new ApiError('credentials', `${doing}: ${why}`, { cause });
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

function agentFor(tls: TlsMaterial) {
  return { agent: new HttpsAgent({ ...AGENT_OPTIONS, ...tls }), tls };
}

/** Lets running exchanges end, and keeps no connection for later. */
function retire(agent: HttpAgent): void {
  agent.maxFreeSockets = 0;
  for (const sockets of Object.values(agent.freeSockets))
    for (const socket of sockets ?? []) socket.destroy();
}

function sameTls(a: TlsMaterial, b: TlsMaterial): boolean {
  return (
    same(a.ca, b.ca) &&
    same(a.cert, b.cert) &&
    same(a.key, b.key) &&
    a.servername === b.servername &&
    a.rejectUnauthorized === b.rejectUnauthorized
  );
}

function same(a: string | Buffer | undefined, b: string | Buffer | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return Buffer.compare(Buffer.from(a), Buffer.from(b)) === 0;
}
