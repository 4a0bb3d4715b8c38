import type { Guard } from '../../chart/helm-chart.ts';
import { and, eq, not, or } from '../../template/functions.ts';
import { elects, usesClaim } from './conditions.ts';
import { werfImage } from './names.ts';
import { values } from './values.ts';

const { ref } = values;

/** What the schema cannot say, or cannot say in words. */
export const guards: readonly Guard[] = [
  {
    when: not(or(ref.sentry.dsn, ref.sentry.existingSecret, ref.existingSecret)),
    message:
      'Set sentry.existingSecret to the name of a Secret that holds the DSN of a Sentry project under the key sentry.dsn, or set sentry.dsn.',
  },
  {
    when: and(not(ref.bundle.enabled), eq(ref.image.repository, 'library/node'), not(werfImage)),
    message:
      "bundle.enabled is false, but image.repository is still the stock Node image: name the image built from this project's Dockerfile.",
  },
  {
    when: and(ref.bundle.enabled, eq(ref.sentry.clusterConfigType, 'out-cluster')),
    message:
      'sentry.clusterConfigType out-cluster needs a kubeconfig reader, which only the prebuilt image carries: set bundle.enabled to false and name that image.',
  },
  {
    when: and(ref.metrics.serviceMonitor.enabled, not(ref.metrics.service.enabled)),
    message:
      'metrics.serviceMonitor.enabled needs metrics.service.enabled; without a Service use metrics.podMonitor.',
  },
  {
    when: and(elects, usesClaim),
    message:
      'replicaCount 2 does not go with spool.mode persistentVolumeClaim, for two reporters cannot share one queue: use emptyDir, or one replica.',
  },
];
