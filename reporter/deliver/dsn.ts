import { dsnFromString } from '@sentry/core';

/** Where one DSN's envelopes go. */
export interface Ingest {
  readonly url: URL;
  /** Value of the X-Sentry-Auth header. */
  readonly auth: string;
  /** For logs and metrics: the host and project, never the key. */
  readonly label: string;
}

export function ingestOf(dsn: string, client: string): Ingest {
  const parts = dsnFromString(dsn);
  if (parts === undefined) throw new TypeError(`a DSN of ${dsn.length} characters cannot be read`);
  const { protocol, host, port, path, projectId, publicKey } = parts;
  const base = `${protocol}://${host}${port ? `:${port}` : ''}${path ? `/${path}` : ''}`;
  return {
    url: new URL(`${base}/api/${projectId}/envelope/`),
    auth: `Sentry sentry_version=7, sentry_key=${publicKey}, sentry_client=${client}`,
    label: `${host}/${projectId}`,
  };
}
