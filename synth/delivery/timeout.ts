import type { Release } from '../platform/names/releases.ts';
import type { Target } from './target.ts';

/** Seconds that a release may take: only Sentry migrates databases, and ClickHouse starts pod by pod. */
export function timeoutOf({ id }: Release, { installation }: Target): number {
  const { timeoutSeconds } = installation.platform.delivery;
  return id === 'sentry' || id === 'sentry-clickhouse' ? timeoutSeconds : Math.min(600, timeoutSeconds);
}
