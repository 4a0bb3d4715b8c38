import { dsnFromString } from '@sentry/core';

/** Where one DSN's envelopes go. */
export interface Ingest {
  readonly url: URL;
  /** Value of the X-Sentry-Auth header. */
  readonly auth: string;
  /** For logs and metrics: the host and project, never the key. */
  readonly label: string;
}

/** Undefined for what is no DSN, which the configuration refuses but a spool may hold. */
export function ingestOf(dsn: string, client: string): Ingest | undefined {
  const parts = dsnFromString(dsn);
  if (parts === undefined) return undefined;
  const { protocol, host, port, path, projectId, publicKey } = parts;
  const base = `${protocol}://${host}${port ? `:${port}` : ''}${path ? `/${path}` : ''}`;
  return {
    url: new URL(`${base}/api/${projectId}/envelope/`),
    auth: `Sentry sentry_version=7, sentry_key=${publicKey}, sentry_client=${client}`,
    label: `${host}/${projectId}`,
  };
}
