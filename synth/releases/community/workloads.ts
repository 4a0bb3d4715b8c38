import { type Component, components } from '../../platform/fields/components.ts';
import type { Platform } from '../../platform/fields/platform.ts';
import type { Json } from '../../values/json.ts';
import { about, type Setting, setting } from '../../yaml/settings.ts';
import { defaultAt } from '../known-chart.ts';
import type { Generation } from './generation.ts';
import { featureComplete, shareOf } from './sizes.ts';

/** Where each part of Sentry stands in the values of the chart. */
export const places: Readonly<Record<Component, string>> = {
  web: 'sentry.web',
  relay: 'relay',
  vroom: 'vroom',
  symbolicator: 'symbolicator.api',
  taskbroker: 'sentry.taskBroker',
  taskworker: 'sentry.taskWorker',
  taskscheduler: 'sentry.taskScheduler',
  'launchpad-taskworker': 'launchpadTaskWorker',
  'uptime-checker': 'uptimeChecker',
  'events-consumer': 'sentry.ingestConsumerEvents',
  'attachments-consumer': 'sentry.ingestConsumerAttachments',
  'transactions-consumer': 'sentry.ingestConsumerTransactions',
  'metrics-consumer': 'sentry.metricsConsumer',
  'generic-metrics-consumer': 'sentry.genericMetricsConsumer',
  'ingest-occurrences': 'sentry.ingestOccurrences',
  'ingest-monitors': 'sentry.ingestMonitors',
  'ingest-feedback-events': 'sentry.ingestFeedback',
  'process-spans': 'sentry.processSpans',
  'process-segments': 'sentry.processSegments',
  'uptime-results': 'sentry.uptimeResults',
  'post-process-forwarder-errors': 'sentry.postProcessForwardErrors',
  'post-process-forwarder-transactions': 'sentry.postProcessForwardTransactions',
  'post-process-forwarder-issue-platform': 'sentry.postProcessForwardIssuePlatform',
  'snuba-api': 'snuba.api',
  'snuba-errors-consumer': 'snuba.consumer',
  'snuba-transactions-consumer': 'snuba.transactionsConsumer',
  'snuba-eap-items-consumer': 'snuba.eapItemsConsumer',
  'snuba-outcomes-consumer': 'snuba.outcomesConsumer',
  'snuba-outcomes-billing-consumer': 'snuba.outcomesBillingConsumer',
  'snuba-replays-consumer': 'snuba.replaysConsumer',
  'snuba-metrics-consumer': 'snuba.metricsConsumer',
  'snuba-generic-metrics-counters-consumer': 'snuba.genericMetricsCountersConsumer',
  'snuba-group-attributes-consumer': 'snuba.groupAttributesConsumer',
  'snuba-issue-occurrence-consumer': 'snuba.issueOccurrenceConsumer',
  'snuba-profiling-profiles-consumer': 'snuba.profilingProfilesConsumer',
  'snuba-profiling-functions-consumer': 'snuba.profilingFunctionsConsumer',
  'snuba-profiling-profile-chunks-consumer': 'snuba.profilingChunksConsumer',
  'snuba-replacer': 'snuba.replacer',
};
/** What Celery did before there were task workers. */
const celeryPlaces: Partial<Record<Component, string>> = {
  taskworker: 'sentry.worker',
  taskscheduler: 'sentry.cron',
};

/** Replicas and resources of everything that runs for long. The chart itself sets no resources at all. */
export function workloadSettings(platform: Platform, generation: Generation): readonly Setting[] {
  const running = components.filter(
    (component) => platform.features === 'feature-complete' || !featureComplete.includes(component),
  );
  const sized = running.flatMap((component) => {
    const place = (generation.hasTaskBrokers ? undefined : celeryPlaces[component]) ?? places[component];
    if (defaultAt(generation.chart, place.split('.')).state === 'unknown') return [];
    return componentSettings(component, place, platform, generation);
  });
  const why = `Size ${platform.size}, here and below. The chart sets no resources, and what has none is evicted first when a node is full.`;
  return [about(places.web, why), ...sized];
}

function componentSettings(
  component: Component,
  place: string,
  platform: Platform,
  generation: Generation,
): readonly Setting[] {
  const { replicas, cpu, memory } = shareOf(component, platform);
  const resources: Json = { requests: { cpu, memory }, limits: { memory } };
  if (component === 'taskworker' && generation.hasTaskBrokers) {
    return [...workerSettings(place, replicas, generation), setting(`${place}.resources`, resources)];
  }
  // A broker keeps its work in a file of its own: its replicas are those of the lists of brokers and workers.
  if (component === 'taskbroker') return [setting(`${place}.resources`, resources)];
  return [setting(`${place}.replicas`, replicas), setting(`${place}.resources`, resources)];
}

/** Helm replaces lists whole, so all workers of the chart are named to give them more replicas. */
function workerSettings(place: string, replicas: number, { chart }: Generation): readonly Setting[] {
  const found = defaultAt(chart, [...place.split('.'), 'workers']);
  if (replicas === 1 || found.state !== 'known' || !Array.isArray(found.value)) return [];
  const workers = (found.value as readonly { readonly [key: string]: Json }[]).map((worker) => ({
    ...worker,
    replicas,
  })); // a list of maps in the chart's defaults
  return [
    setting(
      `${place}.workers`,
      workers,
      'The list of the chart with more replicas; Helm replaces lists whole.',
    ),
  ];
}
