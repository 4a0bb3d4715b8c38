import http, { type ClientRequest, type RequestOptions } from 'node:http';
import https from 'node:https';
import { urlToHttpOptions } from 'node:url';
import type { Ingest } from './dsn.ts';
import type { EncodedEnvelope } from './envelope.ts';

export interface HttpOptions {
  /** Milliseconds for the whole exchange, the answer's body included. */
  readonly timeout: number;
  /** HTTP_PROXY, HTTPS_PROXY and NO_PROXY in upper or lower case. */
  readonly proxy: Readonly<Record<string, string | undefined>>;
  readonly userAgent: string;
}

/** The way to one project, with connections of its own: one that never answers holds none of another on its host. */
export interface Project {
  /** A request with everything but its body. */
  post(envelope: EncodedEnvelope): ClientRequest;
  close(): void;
}

/**
 * Relay closes an idle connection after five seconds; ours are given up well before, so that a request never
 * meets a connection that is just being closed.
 */
const idle = 2000;

/**
 * What all requests to a project share is made once: they are many a second, and Node's way from an address and an
 * object of headers to a request takes as long as the rest of it.
 */
export function projectOf({ url, auth, label }: Ingest, { proxy, userAgent }: HttpOptions): Project {
  const secure = url.protocol === 'https:';
  const settings = { keepAlive: true, timeout: idle, proxyEnv: { ...proxy } };
  const agent = secure ? new https.Agent(settings) : new http.Agent(settings);
  // Of one agent all connections are alike.
  agent.getName = () => label;
  const request = secure ? https.request : http.request;
  const { protocol, hostname, port, path } = urlToHttpOptions(url);
  const base: RequestOptions = { protocol, hostname, port, path, method: 'POST', agent };
  const shared = [
    ['Host', url.host],
    ['Content-Type', 'application/x-sentry-envelope'],
    ['User-Agent', userAgent],
    ['X-Sentry-Auth', auth],
  ].flat();
  // Names and values in turn cost least, but what a proxy for plain HTTP wants is added to an object only.
  const listed = secure || !(proxy.http_proxy || proxy.HTTP_PROXY);
  return {
    post({ body, encoding }) {
      const headers = [...shared, 'Content-Length', String(body.length)];
      if (encoding !== undefined) headers.push('Content-Encoding', encoding);
      return request({ ...base, headers: listed ? headers : asObject(headers) });
    },
    close: () => agent.destroy(),
  };
}

function asObject(headers: readonly string[]): Record<string, string> {
  const object: Record<string, string> = {};
  for (let at = 0; at < headers.length; at += 2) object[headers[at] ?? ''] = headers[at + 1] ?? '';
  return object;
}
