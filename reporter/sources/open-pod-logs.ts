import type { Clock } from '../clock.ts';
import type { Config } from '../config/parse-config.ts';
import type { ApiClient } from '../kubernetes/api-client.ts';
import type { Logger } from '../observe/logger.ts';
import type { Metrics } from '../observe/metrics.ts';
import { PodLogs } from './pod-logs.ts';

export interface OpenPodLogsOptions {
  readonly config: Config;
  readonly api: ApiClient;
  readonly metrics: Pick<Metrics, 'podLogs'>;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** What reads container logs, counted in metrics; undefined where none are wanted. */
export function openPodLogs({
  config,
  api,
  metrics,
  clock,
  logger,
}: OpenPodLogsOptions): PodLogs | undefined {
  const { podLogLines: lines } = config.sources;
  if (lines === 0) return undefined;
  return new PodLogs({ api, clock, logger, lines, count: (outcome) => metrics.podLogs.inc({ outcome }) });
}
