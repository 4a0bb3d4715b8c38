/** The releases that a platform may have; also the names of their folders under values/. */
export const releaseIds = [
  'clickhouse-operator',
  'sentry-clickhouse',
  'sentry',
  'sentry-kubernetes',
] as const;

export type ReleaseId = (typeof releaseIds)[number];
