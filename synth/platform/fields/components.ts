import { integer, mapOf, optional, section, text } from '../spec/field.ts';
import { quantity } from './formats.ts';

/** The long-running parts of Sentry, by the names of its own self-hosted distribution (26.8.0). */
export const components = [
  'web',
  'relay',
  'vroom',
  'symbolicator',
  'taskbroker',
  'taskworker',
  'taskscheduler',
  'launchpad-taskworker',
  'uptime-checker',
  'events-consumer',
  'attachments-consumer',
  'transactions-consumer',
  'metrics-consumer',
  'generic-metrics-consumer',
  'ingest-occurrences',
  'ingest-monitors',
  'ingest-feedback-events',
  'process-spans',
  'process-segments',
  'uptime-results',
  'post-process-forwarder-errors',
  'post-process-forwarder-transactions',
  'post-process-forwarder-issue-platform',
  'snuba-api',
  'snuba-errors-consumer',
  'snuba-transactions-consumer',
  'snuba-eap-items-consumer',
  'snuba-outcomes-consumer',
  'snuba-outcomes-billing-consumer',
  'snuba-replays-consumer',
  'snuba-metrics-consumer',
  'snuba-generic-metrics-counters-consumer',
  'snuba-group-attributes-consumer',
  'snuba-issue-occurrence-consumer',
  'snuba-profiling-profiles-consumer',
  'snuba-profiling-functions-consumer',
  'snuba-profiling-profile-chunks-consumer',
  'snuba-replacer',
] as const;

export type Component = (typeof components)[number];

const override = section('What differs from the size.', {
  replicas: optional(integer({ doc: 'Replicas.', minimum: 0, maximum: 100 })),
  cpu: optional(text(quantity, { doc: 'CPU request of each.', example: '500m' })),
  memory: optional(text(quantity, { doc: 'Memory request and limit of each.', example: '2Gi' })),
});

export const componentOverrides = mapOf(
  { pattern: '[a-z][-a-z]*', maxLength: 60, accepts: 'a component of Sentry', choices: components },
  override,
  {
    doc: 'What differs from the size, by component.',
    default: {},
    example: { web: { replicas: 4, memory: '3Gi' } },
  },
);
