import type { Release } from '../platform/names/releases.ts';
import type { Installation } from './installation.ts';

/** Seconds that a release may take: only Sentry migrates databases, and ClickHouse starts pod by pod. */
export function timeoutOf({ id }: Release, { platform }: Installation): number {
  const { timeoutSeconds } = platform.delivery;
  return id === 'sentry' || id === 'sentry-clickhouse' ? timeoutSeconds : Math.min(600, timeoutSeconds);
}
