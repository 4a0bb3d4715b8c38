import type { Component } from '../../platform/fields/components.ts';
import type { Platform } from '../../platform/fields/platform.ts';

type Size = Platform['size'];

/** What one part of Sentry gets: replicas, and CPU and memory of each. */
export interface Share {
  readonly replicas: number;
  readonly cpu: string;
  readonly memory: string;
}

/** Partitions of the busiest topics, and so the most replicas of what reads them. */
export const partitions: Readonly<Record<Size, number>> = { small: 1, medium: 1, large: 4 };
export const partitionedTopics = [
  'ingest-events',
  'ingest-attachments',
  'ingest-transactions',
  'ingest-spans',
  'buffered-segments',
  'events',
  'transactions',
  'snuba-items',
] as const;

/** Read the partitioned topics: more replicas than partitions would only be idle. */
const readers: readonly Component[] = [
  'events-consumer',
  'attachments-consumer',
  'transactions-consumer',
  'process-spans',
  'process-segments',
  'snuba-errors-consumer',
  'snuba-transactions-consumer',
  'snuba-eap-items-consumer',
  'post-process-forwarder-errors',
  'post-process-forwarder-transactions',
];

type Sizes = readonly [small: string, medium: string, large: string];

/** `replicas x cpu / memory` by size, from the requests that upstream and the community chart suggest. */
const special: Partial<Record<Component, Sizes>> = {
  web: ['1 x 200m / 1536Mi', '2 x 500m / 2Gi', '4 x 1 / 3Gi'],
  relay: ['1 x 100m / 512Mi', '2 x 250m / 1Gi', '4 x 500m / 2Gi'],
  'snuba-api': ['1 x 100m / 512Mi', '2 x 250m / 768Mi', '4 x 500m / 1Gi'],
  vroom: ['1 x 100m / 512Mi', '1 x 100m / 768Mi', '1 x 250m / 1Gi'],
  symbolicator: ['1 x 100m / 1Gi', '1 x 500m / 2Gi', '1 x 1 / 4Gi'],
  taskbroker: ['1 x 100m / 256Mi', '1 x 200m / 512Mi', '1 x 500m / 1Gi'],
  taskworker: ['1 x 200m / 1536Mi', '2 x 300m / 2Gi', '4 x 1 / 3Gi'],
  taskscheduler: ['1 x 50m / 512Mi', '1 x 50m / 512Mi', '1 x 50m / 512Mi'],
  'launchpad-taskworker': ['1 x 50m / 512Mi', '1 x 100m / 1Gi', '1 x 200m / 2Gi'],
  'uptime-checker': ['1 x 50m / 128Mi', '1 x 50m / 256Mi', '1 x 100m / 512Mi'],
  'events-consumer': ['1 x 100m / 768Mi', '1 x 300m / 1Gi', '4 x 300m / 1Gi'],
  'attachments-consumer': ['1 x 100m / 768Mi', '1 x 200m / 1Gi', '4 x 200m / 1Gi'],
  'transactions-consumer': ['1 x 100m / 768Mi', '1 x 300m / 1Gi', '4 x 300m / 1Gi'],
};
const sentryConsumer: Sizes = ['1 x 50m / 512Mi', '1 x 100m / 768Mi', '1 x 200m / 1Gi'];
const snubaConsumer: Sizes = ['1 x 50m / 256Mi', '1 x 100m / 512Mi', '1 x 200m / 768Mi'];

export function shareOf(component: Component, platform: Platform): Share {
  const sizes = special[component] ?? (component.startsWith('snuba-') ? snubaConsumer : sentryConsumer);
  const text = sizes[{ small: 0, medium: 1, large: 2 }[platform.size]] ?? '';
  const [, replicas = '1', cpu = '', memory = ''] = /^(\d+) x (\S+) \/ (\S+)$/.exec(text) ?? [];
  const override = platform.components[component];
  return {
    replicas: override?.replicas ?? defaultReplicas(component, Number(replicas), platform),
    cpu: override?.cpu ?? cpu,
    memory: override?.memory ?? memory,
  };
}

function defaultReplicas(component: Component, bySize: number, { kafka, storage, size }: Platform): number {
  if (readers.includes(component)) {
    // The bundled Kafka keeps every topic in one partition.
    return kafka.kind === 'bundled' ? 1 : partitions[size];
  }
  // One node at a time can mount the volume that all web pods share.
  return component === 'web' && storage.kind === 'filesystem' ? 1 : bySize;
}

/** Parts that run only when everything of Sentry is wanted, as self-hosted 26.8.0 divides them. */
export const featureComplete: readonly Component[] = [
  'vroom',
  'launchpad-taskworker',
  'uptime-checker',
  'transactions-consumer',
  'metrics-consumer',
  'generic-metrics-consumer',
  'ingest-occurrences',
  'ingest-monitors',
  'ingest-feedback-events',
  'process-spans',
  'process-segments',
  'uptime-results',
  'post-process-forwarder-transactions',
  'post-process-forwarder-issue-platform',
  'snuba-transactions-consumer',
  'snuba-eap-items-consumer',
  'snuba-replays-consumer',
  'snuba-metrics-consumer',
  'snuba-generic-metrics-counters-consumer',
  'snuba-issue-occurrence-consumer',
  'snuba-profiling-profiles-consumer',
  'snuba-profiling-functions-consumer',
  'snuba-profiling-profile-chunks-consumer',
];
