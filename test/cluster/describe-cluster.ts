import { describe, inject } from 'vitest';

/** A suite that needs the real cluster; skipped, and counted as skipped, where there is none. */
export function describeCluster(title: string, suite: () => void): void {
  describe.skipIf(inject('clusterMissing') !== '')(title, suite);
}
