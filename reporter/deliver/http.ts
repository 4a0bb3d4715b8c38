import http from 'node:http';
import https from 'node:https';
import type { Ingest } from './dsn.ts';
import type { EncodedEnvelope } from './envelope.ts';

/** What Sentry answered. */
export interface Answer {
  readonly status: number;
  readonly retryAfter: string | undefined;
  readonly limits: string | undefined;
}

/** Sends one envelope; rejects when no whole answer came in time. */
export type Send = (ingest: Ingest, envelope: EncodedEnvelope, signal: AbortSignal) => Promise<Answer>;

export interface HttpOptions {
  /** Milliseconds for the whole exchange, the answer's body included. */
  readonly timeout: number;
  /** HTTP_PROXY, HTTPS_PROXY and NO_PROXY in upper or lower case. */
  readonly proxy: Readonly<Record<string, string | undefined>>;
  readonly userAgent: string;
}

/**
 * Relay closes an idle connection after five seconds; ours are given up well before, so that a request never
 * meets a connection that is just being closed.
 */
const idle = 2000;

export function createHttpSend(options: HttpOptions): Send & { close(): void } {
  const agents = new Map<string, http.Agent>();
  // An agent for each project, so that one that never answers holds no connection of another on its host.
  const agentOf = ({ url, label }: Ingest) => {
    const known = agents.get(label);
    if (known !== undefined) return known;
    const settings = { keepAlive: true, timeout: idle, proxyEnv: { ...options.proxy } };
    const made = url.protocol === 'https:' ? new https.Agent(settings) : new http.Agent(settings);
    agents.set(label, made);
    return made;
  };
  const send: Send = (ingest, envelope, signal) => {
    const request = ingest.url.protocol === 'https:' ? https.request : http.request;
    return exchange(request, agentOf(ingest), ingest, envelope, options, signal);
  };
  return Object.assign(send, {
    close: () => {
      for (const agent of agents.values()) agent.destroy();
    },
  });
}

function exchange(
  request: typeof http.request,
  agent: http.Agent,
  ingest: Ingest,
  envelope: EncodedEnvelope,
  options: HttpOptions,
  signal: AbortSignal,
): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  if (signal.aborted) {
    reject(new Error('stopped'));
    return promise;
  }
  const headers: Record<string, string | number> = {
    'Content-Type': 'application/x-sentry-envelope',
    'Content-Length': envelope.body.length,
    'User-Agent': options.userAgent,
    'X-Sentry-Auth': ingest.auth,
  };
  if (envelope.encoding !== undefined) headers['Content-Encoding'] = envelope.encoding;
  const call = request(ingest.url, { method: 'POST', agent, headers }, (response) => {
    response.once('error', reject);
    response.once('aborted', () => reject(new Error('the answer broke off')));
    response.once('end', () => {
      const { 'retry-after': retryAfter, 'x-sentry-rate-limits': limits } = response.headers;
      resolve({
        status: response.statusCode ?? 0,
        retryAfter,
        limits: Array.isArray(limits) ? limits.join(',') : limits,
      });
    });
    response.resume();
  });
  const timer = setTimeout(
    () => call.destroy(new Error(`no answer within ${options.timeout} ms`)),
    options.timeout,
  );
  const abort = () => call.destroy(new Error('stopped'));
  signal.addEventListener('abort', abort, { once: true });
  call.once('error', reject);
  call.end(envelope.body);
  return promise.finally(() => {
    clearTimeout(timer);
    signal.removeEventListener('abort', abort);
  });
}
