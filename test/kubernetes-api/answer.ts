import type { ServerResponse } from 'node:http';

export interface Answer {
  readonly code: number;
  readonly json: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const REASONS: Readonly<Record<number, string>> = {
  400: 'BadRequest',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'NotFound',
  410: 'Expired',
  429: 'TooManyRequests',
  500: 'InternalError',
  503: 'ServiceUnavailable',
  504: 'Timeout',
};

/** An error in the form every Kubernetes API answers it. */
export function failed(
  code: number,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  const status = { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message, code };
  const reason = REASONS[code];
  return { code, json: JSON.stringify(reason === undefined ? status : { ...status, reason }), headers };
}

export function ok(json: string): Answer {
  return { code: 200, json };
}

export function send(response: ServerResponse, { code, json, headers }: Answer): void {
  response.writeHead(code, { 'content-type': 'application/json', ...headers });
  response.end(json);
}
