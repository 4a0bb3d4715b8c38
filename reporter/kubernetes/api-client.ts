import type { IncomingMessage } from 'node:http';
import type { Clock } from '../clock.ts';
import { ApiError } from './api-error.ts';
import type { ClusterAccess } from './cluster-access.ts';
import { failure, openConnection } from './connection.ts';
import { startDeadline } from './deadline.ts';
import { errorOfStatus, retryAfterOf } from './status-body.ts';

/** The few verbs of the Kubernetes API that the reporter speaks, over shared keep-alive connections. */
export interface ApiClient {
  readonly server: string;
  /** The JSON at `path`. @throws ApiError */
  get(path: string, options?: CallOptions): Promise<unknown>;
  /** Applies a JSON merge patch and returns the new object. @throws ApiError */
  mergePatch(path: string, patch: unknown, options?: CallOptions): Promise<unknown>;
  /**
   * An answer whose body is read bit by bit, for watches; only its headers are waited for.
   * The signal ends it. @throws ApiError
   */
  stream(path: string, options: StreamOptions): Promise<IncomingMessage>;
  close(): void;
}

export type Query = Readonly<Record<string, string | number | boolean | undefined>>;

export interface CallOptions {
  readonly query?: Query;
  readonly signal?: AbortSignal;
  /** Sent as `Accept`. @default application/json */
  readonly accept?: string;
}

export interface StreamOptions {
  readonly query?: Query;
  readonly signal: AbortSignal;
}

export interface ApiClientOptions {
  readonly access: ClusterAccess;
  readonly clock: Clock;
  /** Sent as `User-Agent`, so that API server audit logs and metrics name the reporter. */
  readonly userAgent: string;
  /** Milliseconds for a whole call, or for the headers of a stream. @default 60 000, the API server's own limit */
  readonly timeoutMs?: number;
}

export function createApiClient({
  access,
  clock,
  userAgent,
  timeoutMs = 60_000,
}: ApiClientOptions): ApiClient {
  const connection = openConnection(access);

  async function send(
    method: 'GET' | 'PATCH',
    target: string,
    {
      signal,
      accept = 'application/json',
    }: { readonly signal: AbortSignal; readonly accept?: string | undefined },
    patch?: unknown,
  ) {
    const body = patch === undefined ? undefined : JSON.stringify(patch);
    const response = await connection.send({
      method,
      target,
      signal,
      headers: {
        accept,
        'user-agent': userAgent,
        ...(body === undefined ? {} : { 'content-type': 'application/merge-patch+json' }),
      },
      ...(body === undefined ? {} : { body }),
    });
    if (response.statusCode === 200 || response.statusCode === 201) return response;
    if (response.statusCode === 401) access.forget();
    throw await refusal(`${method} ${target}`, response, signal);
  }

  async function call(method: 'GET' | 'PATCH', path: string, options: CallOptions = {}, patch?: unknown) {
    const target = path + queryOf(options.query);
    const doing = `${method} ${target}`;
    const deadline = startDeadline(clock, timeoutMs, doing, options.signal);
    try {
      const response = await send(method, target, { signal: deadline.signal, accept: options.accept }, patch);
      return parse(doing, await textOf(doing, response, deadline.signal));
    } finally {
      deadline.end();
    }
  }

  return {
    server: access.server,
    get: (path, options) => call('GET', path, options),
    mergePatch: (path, patch, options) => call('PATCH', path, options, patch),
    async stream(path, { query, signal }) {
      const target = path + queryOf(query);
      const headers = startDeadline(clock, timeoutMs, `GET ${target}`);
      try {
        return await send('GET', target, { signal: AbortSignal.any([signal, headers.signal]) });
      } finally {
        headers.end();
      }
    },
    close: () => connection.close(),
  };
}

async function refusal(doing: string, response: IncomingMessage, signal: AbortSignal): Promise<unknown> {
  const text = await textOf(doing, response, signal);
  return errorOfStatus(doing, {
    httpStatus: response.statusCode ?? 0,
    status: tryParse(text) ?? { message: text },
    retryAfterMs: retryAfterOf(response.headers['retry-after']),
  });
}

async function textOf(doing: string, response: IncomingMessage, signal: AbortSignal): Promise<string> {
  const chunks: Buffer[] = [];
  try {
    // Without setEncoding an IncomingMessage yields Buffers.
    for await (const chunk of response) chunks.push(chunk as Buffer);
  } catch (cause) {
    throw failure(doing, cause, signal);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parse(doing: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ApiError('malformed', `${doing}: the answer is not JSON`, { cause });
  }
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function queryOf(query: Query = {}): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) parameters.set(name, String(value));
  }
  return parameters.size === 0 ? '' : `?${parameters}`;
}
